// What of the network is drawn, and how it looks: which edges, how large the discs, what stands back.

import { type Selection, NOTHING } from "./address";
import { type Colours, faded } from "./colours";
import type { Model } from "./data";
import { count } from "./dom";
import { type Edges, type Split, type Weights, makeEdges, weigh } from "./dyads";

/** Edges that are drawn before the user asks for more: what an old laptop moves smoothly and an eye can part. */
export const FIRST_EDGES = 2000;
/** How much is left of the colour of what stands back. */
const FADED = 0.16;
/** So many discs are drawn at full size; more are smaller, but not by more than this factor. */
const FULL_SIZE = 120;
const SMALLEST = 0.18;
/** Pixels of a disc without events, for each doubling of them, and at most. */
const [RADIUS, STEP, WIDEST] = [3.6, 2.5, 20];
/** In a window narrower than so many pixels discs are smaller. */
const ROOMY = 700;

export interface Looks {
  readonly hidden: boolean;
  readonly size: number;
  readonly color: string;
  readonly zIndex: number;
}

const HIDDEN: Looks = { hidden: true, size: 0, color: "#888888", zIndex: 0 };

export class Drawn {
  edges: Edges;
  weights: Weights;
  colourBy: "kind" | "sector" = "kind";
  limit = FIRST_EDGES;
  /** Pixels that the view is wide. */
  width = ROOMY;
  selection: Selection = NOTHING;
  hovered: number | null = null;
  /** Actors that stand out; null where all do. */
  near: Set<number> | null = null;
  /** Actors that have any event, the most active first. */
  readonly byStrength: readonly number[];
  private events: Int32Array;
  private shown = new Uint8Array(0);
  private linked = new Uint8Array(0);
  private scale = 1;

  constructor(
    readonly model: Model,
    public colours: Colours,
  ) {
    this.events = Int32Array.from({ length: model.size }, (_, i) => i);
    this.edges = makeEdges(model, "dyad");
    this.weights = weigh(model, this.edges, this.events);
    const { atActor } = this.weights;
    this.byStrength = [...atActor.keys()].filter((actor) => atActor[actor] > 0).sort((a, b) => atActor[b] - atActor[a]);
    this.choose();
  }

  update(events: Int32Array, selection: Selection): void {
    this.events = events;
    this.selection = selection;
    this.weights = weigh(this.model, this.edges, events);
    this.choose();
  }

  divide(split: Split): void {
    this.edges = makeEdges(this.model, split);
    this.weights = weigh(this.model, this.edges, this.events);
    this.choose();
  }

  cut(limit: number): void {
    this.limit = limit;
    this.choose();
  }

  hover(actor: number | null): void {
    this.hovered = actor;
    this.near = this.nearActors();
  }

  /** Edges that may be drawn: the strongest of all, whatever the filters. */
  get used(): number {
    return Math.min(this.edges.size, this.limit);
  }

  /** Number of edges that pass the filters, and how many of them are drawn. */
  get counts(): { all: number; shown: number } {
    let all = 0;
    let shown = 0;
    for (let edge = 0; edge < this.edges.size; edge++) {
      if (this.weights.events[edge] === 0) continue;
      all++;
      shown += this.shown[edge];
    }
    return { all, shown };
  }

  /** The edges that are drawn: the strongest under the filters. */
  private choose(): void {
    this.shown = new Uint8Array(this.edges.size);
    this.linked = new Uint8Array(this.model.actors.length);
    for (let edge = 0; edge < this.used; edge++) {
      if (this.weights.events[edge] === 0) continue;
      this.shown[edge] = 1;
      this.linked[this.edges.actor[edge]] = this.linked[this.edges.target[edge]] = 1;
    }
    const discs = this.linked.reduce((sum, one) => sum + one, 0);
    this.scale = Math.max(SMALLEST, Math.min(1, (FULL_SIZE / Math.max(1, discs)) ** 0.6));
    this.near = this.nearActors();
  }

  showsEdge(edge: number): boolean {
    return this.shown[edge] === 1;
  }

  showsActor(actor: number): boolean {
    return this.linked[actor] === 1;
  }

  // -- looks ------------------------------------------------------------------------------------------------------

  radius(actor: number): number {
    return this.radiusOf(this.weights.atActor[actor]);
  }

  radiusOf(events: number): number {
    const narrow = Math.max(0.62, Math.min(1, this.width / ROOMY));
    return Math.min(WIDEST, RADIUS + STEP * Math.log2(1 + events)) * this.scale * narrow;
  }

  colourOf(actor: number): string {
    const { kind, sector } = this.model.actors[actor];
    if (this.colourBy === "kind" || (kind === "Country" && !sector)) return this.colours.kind(kind);
    return this.colours.sector(sector);
  }

  node(actor: number): Looks {
    if (!this.showsActor(actor)) return HIDDEN;
    const near = this.near === null || this.near.has(actor);
    return { hidden: false, size: this.radius(actor) * (near ? 1 : 0.7), color: this.shade(this.colourOf(actor), near), zIndex: near ? 1 : 0 };
  }

  edge(edge: number): Looks {
    if (!this.showsEdge(edge)) return HIDDEN;
    const near = this.near === null || this.touches(edge);
    const size = Math.min(9, 2 + 1.2 * Math.log2(this.weights.events[edge])) * Math.max(0.4, this.scale);
    return { hidden: false, size, color: this.shade(this.colours.quad(this.weights.quad[edge]), near), zIndex: near ? 2 : 1 };
  }

  private shade(colour: string, near: boolean): string {
    return near ? colour : faded(colour, this.colours.ink.paper, FADED);
  }

  // -- what is told under the pointer -----------------------------------------------------------------------------

  actorTip(actor: number): string {
    return `${this.model.actors[actor].name} · ${count(this.weights.atActor[actor], "event")}`;
  }

  edgeTip(edge: number, split: Split): string {
    const { edges, weights, model } = this;
    const [actor, target] = [edges.actor[edge], edges.target[edge]].map((i) => model.actors[i].name);
    const type = split === "type" ? model.types[edges.part[edge]] : undefined;
    const what = type?.name ?? `${split === "dyad" ? "mostly " : ""}${model.quads[weights.quad[edge]]}`;
    return `${actor} → ${target} · ${count(weights.events[edge], "event")} · ${what}`;
  }

  // -- what stands out --------------------------------------------------------------------------------------------

  /** Whether an edge belongs to what is pointed at or selected. */
  private touches(edge: number): boolean {
    const [actor, target] = [this.edges.actor[edge], this.edges.target[edge]];
    if (this.hovered !== null) return actor === this.hovered || target === this.hovered;
    const chosen = this.selection;
    if (chosen.kind === "actor") return actor === chosen.actor || target === chosen.actor;
    if (chosen.kind === "dyad") return actor === chosen.actor && target === chosen.target;
    if (chosen.kind === "event") return edge === this.edges.of[chosen.event];
    return true;
  }

  private nearActors(): Set<number> | null {
    const { selection, edges, model } = this;
    const middle = this.hovered ?? (selection.kind === "actor" ? selection.actor : null);
    if (middle !== null) {
      const found = new Set([middle]);
      for (let edge = 0; edge < edges.size; edge++) {
        if (!this.shown[edge]) continue;
        if (edges.actor[edge] === middle) found.add(edges.target[edge]);
        if (edges.target[edge] === middle) found.add(edges.actor[edge]);
      }
      return found;
    }
    if (selection.kind === "dyad") return new Set([selection.actor, selection.target]);
    if (selection.kind !== "event") return null;
    return new Set([model.actor[selection.event], model.target[selection.event]].filter((end) => end >= 0));
  }
}
