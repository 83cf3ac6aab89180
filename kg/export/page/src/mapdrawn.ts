// What of the map is drawn, and how it looks: the world, arcs between the capitals of countries, spots at places, names.

import { type GeoProjection, geoGraticule10, geoPath } from "d3-geo";
import { feature, mesh } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import world from "world-atlas/countries-110m.json";
import { type Selection, NOTHING } from "./address";
import type { Colours } from "./colours";
import type { Model } from "./data";
import { count } from "./dom";
import { type Point, curve, pathOf } from "./geometry";
import { type Labelled, placeLabels } from "./labels";
import { type Shape, type Words, Widths } from "./picture";
import { type Arc, type Spot, arcs, spots } from "./places";

const topology = world as unknown as Topology<{ countries: GeometryCollection; land: GeometryCollection }>;
/** Arcs and spots on the map at most; the strongest come first. */
const MOST_ARCS = 250;
const MOST_SPOTS = 600;
const BEND = 0.22;
/** Pixels of a name. */
const SIZE = 11.5;

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** An arc or a spot: what it looks like, and what is selected by it. */
export interface Thing {
  readonly title: string;
  readonly shapes: Shape[];
  readonly selection: Selection;
  readonly chosen: boolean;
}

/** What lies on each other, the lowest first. */
export interface Scene {
  readonly base: Shape[];
  readonly things: Thing[];
  readonly names: Words[];
}

export class MapDrawn {
  layers = { arcs: true, places: true };
  private events: Int32Array = new Int32Array(0);
  /** The events of which `arcs` and `spots` are. */
  private counted: Int32Array | null = null;
  private selection: Selection = NOTHING;
  private arcs: Arc[] = [];
  private spots: Spot[] = [];
  private readonly widths = new Widths(SIZE);

  constructor(
    private readonly model: Model,
    public colours: Colours,
  ) {}

  update(events: Int32Array, selection: Selection): void {
    this.selection = selection;
    this.events = events;
  }

  scene(projection: GeoProjection, size: Size): Scene {
    if (this.counted !== this.events) {
      this.counted = this.events;
      this.arcs = arcs(this.model, this.events);
      this.spots = spots(this.model, this.events);
    }
    const { arcs: withArcs, places } = this.layers;
    const things = [...(withArcs ? this.arcThings(projection) : []), ...(places ? this.spotThings(projection) : [])];
    return { base: this.base(projection), things, names: this.names(projection, size) };
  }

  /** What is drawn, in words. */
  note(): string {
    let placed = 0;
    let paired = 0;
    for (const spot of this.spots) placed += spot.events;
    for (const arc of this.arcs) paired += arc.events;
    const parts = [];
    if (this.layers.places) parts.push(placed === 0 ? "no event here has a place" : `${count(placed, "event")} at ${count(this.spots.length, "place")}`);
    if (this.layers.arcs) parts.push(`${count(paired, "event")} between countries`);
    if (this.layers.arcs && this.arcs.length > MOST_ARCS) parts.push(`the strongest ${MOST_ARCS} of ${this.arcs.length} arcs`);
    if (this.layers.places && this.spots.length > MOST_SPOTS) parts.push(`the ${MOST_SPOTS} places with the most events`);
    return `${parts.join(" · ")}. Arcs run from capital to capital. Outlines: Natural Earth.`;
  }

  private base(projection: GeoProjection): Shape[] {
    const { land, shore, line } = this.colours.ink;
    const path = geoPath(projection).digits(1);
    const fill = path(feature(topology, topology.objects.land)) ?? "";
    const borders = path(mesh(topology, topology.objects.countries, (a, b) => a !== b)) ?? "";
    return [
      { shape: "path", d: path(geoGraticule10()) ?? "", fill: "none", stroke: line, width: 0.5, opacity: 0.6 },
      { shape: "path", d: fill, fill: land, stroke: shore, width: 0.7 },
      { shape: "path", d: borders, fill: "none", stroke: shore, width: 0.5 },
    ];
  }

  private arcThings(projection: GeoProjection): Thing[] {
    const chosen = this.selection;
    // the strongest last, on top
    return this.arcs.slice(0, MOST_ARCS).reverse().flatMap((arc) => {
      const [from, to] = [this.country(arc.actor, projection), this.country(arc.target, projection)];
      if (from === null || to === null) return [];
      const width = Math.min(7, 1.2 + 0.8 * Math.log2(arc.events));
      const { line, head } = pathOf(curve(from, to, BEND), 3, width);
      const colour = this.colours.quad(arc.quad);
      const mine = chosen.kind === "countries" && chosen.actor === arc.actor && chosen.target === arc.target;
      const opacity = mine || chosen.kind !== "countries" ? 0.85 : 0.2;
      return [
        {
          title: `${this.countryName(arc.actor)} → ${this.countryName(arc.target)} · ${count(arc.events, "event")} · mostly ${this.model.quads[arc.quad]}`,
          shapes: [
            { shape: "path", d: line, fill: "none", stroke: colour, width, opacity },
            { shape: "path", d: head, fill: colour, stroke: "none", width: 0, opacity },
          ],
          selection: { kind: "countries", actor: arc.actor, target: arc.target },
          chosen: mine,
        } satisfies Thing,
      ];
    });
  }

  private spotThings(projection: GeoProjection): Thing[] {
    return this.spots.slice(0, MOST_SPOTS).flatMap((spot) => {
      const point = this.spot(spot, projection);
      if (point === null) return [];
      const place = this.model.places[spot.place];
      const chosen = this.selection.kind === "place" && this.selection.place === spot.place;
      const paper = chosen ? this.colours.ink.ink : this.colours.ink.paper;
      return [
        {
          title: `${place.name}, ${place.country} · ${count(spot.events, "event")}`,
          shapes: [{ shape: "disc", ...point, r: this.radius(spot), fill: this.colours.quad(spot.quad), stroke: paper }],
          selection: { kind: "place", place: spot.place },
          chosen,
        } satisfies Thing,
      ];
    });
  }

  private radius(spot: Spot): number {
    return Math.min(16, 3.5 + 1.8 * Math.log2(spot.events));
  }

  private spot(spot: Spot, projection: GeoProjection): Point | null {
    const { latitude, longitude } = this.model.places[spot.place];
    return latitude === null || longitude === null ? null : screen(projection([longitude, latitude]));
  }

  private country(code: string, projection: GeoProjection): Point | null {
    const [latitude, longitude] = this.model.points[code];
    return screen(projection([longitude, latitude]));
  }

  private names(projection: GeoProjection, { width, height }: Size): Words[] {
    const { ink, halo, muted } = this.colours.ink;
    const found: { at: Point; r: number; name: string; bold: boolean }[] = [];
    if (this.layers.arcs) {
      const codes = new Set(this.arcs.slice(0, MOST_ARCS).flatMap((arc) => [arc.actor, arc.target]));
      for (const code of codes) {
        const point = this.country(code, projection);
        if (point) found.push({ at: point, r: 3, name: this.countryName(code), bold: true });
      }
    }
    if (this.layers.places) {
      for (const spot of this.spots.slice(0, MOST_SPOTS)) {
        const point = this.spot(spot, projection);
        if (point) found.push({ at: point, r: this.radius(spot), name: this.model.places[spot.place].name, bold: false });
      }
    }
    const seen = found.filter(({ at }) => at.x > 0 && at.y > 0 && at.x < width && at.y < height);
    const candidates = seen.map(({ at, r, name, bold }, actor) => ({ ...at, r, name, bold, actor, width: this.widths.of(name, bold) }));
    const labelled: Labelled[] = placeLabels(candidates, width, height - 24);
    return labelled.flatMap(({ at, x, y }) =>
      x === null ? [] : [{ shape: "text" as const, x, y, text: at.name, size: SIZE, fill: at.bold ? ink : muted, halo, bold: at.bold }],
    );
  }

  private countryName(code: string): string {
    return this.model.points[code]?.[2] ?? code;
  }
}

function screen(point: [number, number] | null): Point | null {
  return point === null || Number.isNaN(point[0]) ? null : { x: point[0], y: point[1] };
}
