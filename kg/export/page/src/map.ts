// The world with events at their places, and arcs between the capitals of countries. Outlines: Natural Earth.

import { type GeoProjection, geoGraticule10, geoNaturalEarth1, geoPath } from "d3-geo";
import { feature, mesh } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import world from "world-atlas/countries-110m.json";
import { type Selection, NOTHING } from "./address";
import type { Colours } from "./colours";
import type { Model } from "./data";
import { count, h, s } from "./dom";
import { type Point, curve, pathOf } from "./geometry";
import { type Labelled, placeLabels } from "./labels";
import type { Picture, Shape } from "./picture";
import { type Arc, type Spot, arcs, spots } from "./places";

const topology = world as unknown as Topology<{ countries: GeometryCollection; land: GeometryCollection }>;
/** Arcs and spots on the map at most; the strongest come first. */
const MOST_ARCS = 250;
const MOST_SPOTS = 600;
const CLOSEST = 40;
const BEND = 0.22;

interface Drawn {
  readonly title: string;
  readonly shapes: Shape[];
  readonly selection: Selection;
  readonly chosen: boolean;
}

export class MapView {
  readonly element: HTMLElement;
  layers = { arcs: true, places: true };
  private readonly svg = s("svg", { role: "group", "aria-label": "World map", tabindex: 0, keydown: (event: KeyboardEvent) => this.key(event) });
  private readonly note = h("p", { class: "note" });
  private events: Int32Array = new Int32Array(0);
  /** The events of which `arcs` and `spots` are. */
  private counted: Int32Array | null = null;
  private selection: Selection = NOTHING;
  private arcs: Arc[] = [];
  private spots: Spot[] = [];
  private scale = 1;
  private shift: Point = { x: 0, y: 0 };
  private visible = false;
  private readonly widths = document.createElement("canvas").getContext("2d") as CanvasRenderingContext2D;

  constructor(
    private readonly model: Model,
    private colours: Colours,
    private readonly select: (selection: Selection) => void,
  ) {
    this.element = h("div", { class: "view map", hidden: true }, this.svg, this.note);
    this.listen();
    new ResizeObserver(() => this.draw()).observe(this.element);
  }

  show(visible: boolean): void {
    this.visible = visible;
    this.element.hidden = !visible;
    this.draw();
  }

  setColours(colours: Colours): void {
    this.colours = colours;
    this.draw();
  }

  setLayer(layer: "arcs" | "places", on: boolean): void {
    this.layers = { ...this.layers, [layer]: on };
    this.draw();
  }

  update(events: Int32Array, selection: Selection): void {
    this.selection = selection;
    this.events = events;
    this.draw();
  }

  fit(): void {
    this.scale = 1;
    this.shift = { x: 0, y: 0 };
    this.draw();
  }

  zoom(factor: number, around?: Point): void {
    const { width, height } = this.size;
    const middle = around ?? { x: width / 2, y: height / 2 };
    const scale = Math.max(1, Math.min(CLOSEST, this.scale * factor));
    const by = scale / this.scale;
    this.shift = { x: middle.x - (middle.x - this.shift.x) * by, y: middle.y - (middle.y - this.shift.y) * by };
    this.scale = scale;
    this.hold();
    this.draw();
  }

  // -- drawing ----------------------------------------------------------------------------------------------------

  private get size(): { width: number; height: number } {
    return { width: Math.max(200, this.element.clientWidth), height: Math.max(160, this.element.clientHeight) };
  }

  private projection(): GeoProjection {
    const { width, height } = this.size;
    const fitted = geoNaturalEarth1().fitExtent([[8, 8], [width - 8, height - 30]], { type: "Sphere" });
    const [x, y] = fitted.translate();
    return fitted.scale(fitted.scale() * this.scale).translate([x * this.scale + this.shift.x, y * this.scale + this.shift.y]);
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

  private drawn(projection: GeoProjection): Drawn[] {
    return [...(this.layers.arcs ? this.drawnArcs(projection) : []), ...(this.layers.places ? this.drawnSpots(projection) : [])];
  }

  private drawnArcs(projection: GeoProjection): Drawn[] {
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
        } satisfies Drawn,
      ];
    });
  }

  private drawnSpots(projection: GeoProjection): Drawn[] {
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
        } satisfies Drawn,
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

  private names(projection: GeoProjection): Extract<Shape, { shape: "text" }>[] {
    const { width, height } = this.size;
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
    const candidates = seen.map(({ at, r, name, bold }, actor) => {
      this.widths.font = `${bold ? 600 : 400} 11.5px ${getComputedStyle(document.body).fontFamily}`;
      return { ...at, r, name, bold, actor, width: this.widths.measureText(name).width };
    });
    const labelled: Labelled[] = placeLabels(candidates, width, height - 24);
    return labelled.flatMap(({ at, x, y }) =>
      x === null ? [] : [{ shape: "text" as const, x, y, text: at.name, size: 11.5, fill: at.bold ? ink : muted, halo, bold: at.bold }],
    );
  }

  private countryName(code: string): string {
    return this.model.points[code]?.[2] ?? code;
  }

  private draw(): void {
    if (!this.visible || this.element.clientWidth === 0) return;
    if (this.counted !== this.events) {
      this.counted = this.events;
      this.arcs = arcs(this.model, this.events);
      this.spots = spots(this.model, this.events);
    }
    const { width, height } = this.size;
    const projection = this.projection();
    this.svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
    this.svg.replaceChildren(
      s("g", { class: "base" }, this.base(projection).map(svgShape)),
      ...this.drawn(projection).map((one) =>
        s(
          "g",
          {
            class: one.chosen ? "spot chosen" : "spot",
            role: "button",
            tabindex: 0,
            "aria-label": one.title,
            click: () => this.select(one.selection),
            keydown: (event: KeyboardEvent) => {
              if (event.key === "Enter" || event.key === " ") {
                event.preventDefault();
                this.select(one.selection);
              }
            },
          },
          s("title", {}, one.title),
          one.shapes.map(svgShape),
        ),
      ),
      s("g", { class: "names", "aria-hidden": "true" }, this.names(projection).map(svgShape)),
    );
    this.note.textContent = this.noteText();
  }

  private noteText(): string {
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

  picture(): Picture {
    const projection = this.projection();
    const shapes = [...this.base(projection), ...this.drawn(projection).flatMap((one) => one.shapes), ...this.names(projection)];
    return { ...this.size, paper: this.colours.ink.paper, shapes };
  }

  // -- what the user does -----------------------------------------------------------------------------------------

  private listen(): void {
    const pointers = new Map<number, Point>();
    let moved = 0;
    const position = (event: MouseEvent): Point => {
      const { left, top } = this.svg.getBoundingClientRect();
      return { x: event.clientX - left, y: event.clientY - top };
    };
    this.svg.addEventListener("pointerdown", (event) => {
      pointers.set(event.pointerId, position(event));
      moved = 0;
    });
    this.svg.addEventListener("pointermove", (event) => {
      const before = pointers.get(event.pointerId);
      if (!before) return;
      const now = position(event);
      moved += Math.abs(now.x - before.x) + Math.abs(now.y - before.y);
      if (moved > 4 && !this.svg.hasPointerCapture(event.pointerId)) this.svg.setPointerCapture(event.pointerId);
      const other = [...pointers].find(([id]) => id !== event.pointerId)?.[1];
      pointers.set(event.pointerId, now);
      if (other) {
        const [was, is] = [Math.hypot(before.x - other.x, before.y - other.y), Math.hypot(now.x - other.x, now.y - other.y)];
        this.zoom(is / Math.max(1, was), { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 });
      } else {
        this.pan(now.x - before.x, now.y - before.y);
      }
    });
    for (const end of ["pointerup", "pointercancel", "pointerleave"] as const) {
      this.svg.addEventListener(end, (event) => pointers.delete(event.pointerId));
    }
    this.svg.addEventListener("click", (event) => {
      if (moved <= 4 && (event.target as Element).closest(".spot") === null) this.select(NOTHING);
    });
    this.svg.addEventListener("wheel", (event) => {
      event.preventDefault();
      this.zoom(event.deltaY > 0 ? 0.8 : 1.25, position(event));
    }, { passive: false });
    this.svg.addEventListener("dblclick", (event) => this.zoom(2, position(event)));
  }

  private pan(x: number, y: number): void {
    this.shift = { x: this.shift.x + x, y: this.shift.y + y };
    this.hold();
    this.draw();
  }

  /** Keeps the map in the window. */
  private hold(): void {
    const { width, height } = this.size;
    const clamp = (value: number, least: number): number => Math.max(Math.min(0, least), Math.min(0, value));
    this.shift = { x: clamp(this.shift.x, width * (1 - this.scale)), y: clamp(this.shift.y, height * (1 - this.scale)) };
  }

  private key(event: KeyboardEvent): void {
    const moves: Record<string, () => void> = {
      ArrowLeft: () => this.pan(60, 0),
      ArrowRight: () => this.pan(-60, 0),
      ArrowUp: () => this.pan(0, 60),
      ArrowDown: () => this.pan(0, -60),
      "+": () => this.zoom(1.5),
      "=": () => this.zoom(1.5),
      "-": () => this.zoom(1 / 1.5),
      "0": () => this.fit(),
    };
    const move = moves[event.key];
    if (!move || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    move();
  }
}

function screen(point: [number, number] | null): Point | null {
  return point === null || Number.isNaN(point[0]) ? null : { x: point[0], y: point[1] };
}

function svgShape(shape: Shape): SVGElement {
  switch (shape.shape) {
    case "path":
      return s("path", { d: shape.d, fill: shape.fill, stroke: shape.stroke, "stroke-width": shape.width, opacity: shape.opacity });
    case "disc":
      return s("circle", { cx: shape.x, cy: shape.y, r: shape.r, fill: shape.fill, stroke: shape.stroke });
    case "text":
      return s(
        "text",
        { x: shape.x, y: shape.y, "font-size": shape.size, fill: shape.fill, stroke: shape.halo, "stroke-width": 3, "stroke-linejoin": "round", "paint-order": "stroke", "font-weight": shape.bold ? 600 : 400, "text-anchor": shape.anchor },
        shape.text,
      );
  }
}

