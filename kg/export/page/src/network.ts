// Actors as discs, what they did to each other as arrows.

import { MultiDirectedGraph } from "graphology";
import Sigma from "sigma";
import { NodePointProgram } from "sigma/rendering";
import { type Selection, NOTHING } from "./address";
import { BentArrows, StraightArrows } from "./arrows";
import { type Colours, faded } from "./colours";
import type { Model } from "./data";
import { count, h } from "./dom";
import { type Edges, type Split, type Weights, makeEdges, weigh } from "./dyads";
import { type Point, curve, distanceTo, pathOf } from "./geometry";
import { type Labelled, placeLabels } from "./labels";
import { Layout } from "./layout";
import { type Picture, type Shape, drawText } from "./picture";

/** Edges that are drawn before the user asks for more: what an old laptop moves smoothly and an eye can part. */
export const FIRST_EDGES = 2000;
/** Above so many edges all are straight, and none is drawn while the picture moves. */
const MANY_EDGES = 4000;
/** Milliseconds of a frame that go into the layout. */
const SLICE = 14;
/** Pixels from an edge within which it is meant. */
const REACH = 6;
const FADED = 0.16;
/** So many discs are drawn at full size; more are smaller, but not by more than this factor. */
const FULL_SIZE = 120;
const SMALLEST = 0.18;

export interface NetworkEvents {
  select(selection: Selection): void;
  changed(): void;
}

export class NetworkView {
  readonly element: HTMLElement;
  split: Split = "dyad";
  colourBy: "kind" | "sector" = "kind";
  limit = FIRST_EDGES;
  private readonly graph = new MultiDirectedGraph();
  private readonly stage: HTMLElement;
  private readonly tip: HTMLElement;
  private readonly nothing = h("p", { class: "empty", hidden: true }, "No pair of actors here. Events without a second party are in the table.");
  private readonly paper: HTMLCanvasElement;
  private sigma: Sigma | null = null;
  private edges: Edges;
  private weights: Weights;
  private layout: Layout;
  private readonly total: Uint32Array;
  private readonly byStrength: number[];
  private selection: Selection = NOTHING;
  private hovered: number | null = null;
  private near: Set<number> | null = null;
  private shown = new Uint8Array(0);
  private scale = 1;
  private events: Int32Array;
  private readonly widths = new Map<string, number>();
  private visible = false;

  constructor(
    private readonly model: Model,
    private colours: Colours,
    private readonly on: NetworkEvents,
  ) {
    this.stage = h("div", {
      class: "sigma",
      tabindex: 0,
      role: "application",
      "aria-label": "Network of actors. Arrow keys move, plus and minus zoom, 0 shows all. The lists beside it hold the same.",
      keydown: (event: KeyboardEvent) => this.key(event),
    });
    this.paper = h("canvas", { class: "labels", "aria-hidden": "true" });
    this.tip = h("div", { class: "tip", hidden: true });
    this.element = h("div", { class: "view network" }, this.stage, this.paper, this.tip, this.nothing);
    this.events = Int32Array.from({ length: model.size }, (_, i) => i);
    this.edges = makeEdges(model, "dyad");
    this.weights = weigh(model, this.edges, this.events);
    this.total = this.weights.atActor;
    this.byStrength = [...this.total.keys()].filter((actor) => this.total[actor] > 0).sort((a, b) => this.total[b] - this.total[a]);
    const group = model.actors.map((actor) => actor.country);
    this.layout = new Layout(this.edges, this.weights.events, group, (actor) => this.radius(this.total[actor]));
  }

  /** Number of edges that pass the filters, and how many of them are drawn. */
  get drawn(): { all: number; shown: number } {
    let all = 0;
    let shown = 0;
    for (let edge = 0; edge < this.edges.size; edge++) {
      if (this.weights.events[edge] === 0) continue;
      all++;
      shown += this.shown[edge];
    }
    return { all, shown };
  }

  /** Starts drawing; false where the browser has no WebGL. Called when the view is first to be seen. */
  start(): boolean {
    if (this.sigma !== null) return true;
    if (!hasWebGl()) return false;
    this.fillNodes();
    this.fillEdges();
    // what is small is laid out before it is first seen
    if (this.graph.order < 500) this.layout.step(400);
    this.move();
    this.sigma = new Sigma(this.graph, this.stage, {
      renderLabels: false,
      defaultDrawNodeHover: () => undefined,
      nodeProgramClasses: { circle: NodePointProgram },
      edgeProgramClasses: { straight: StraightArrows, bent: BentArrows },
      defaultEdgeType: "straight",
      zIndex: true,
      stagePadding: 48,
      minCameraRatio: 0.02,
      maxCameraRatio: 3,
      allowInvalidContainer: true,
      hideEdgesOnMove: this.limit > MANY_EDGES,
      nodeReducer: (key, data) => ({ ...data, ...this.nodeLooks(Number(key)) }),
      edgeReducer: (key, data) => ({ ...data, ...this.edgeLooks(Number(key)) }),
    });
    this.listen();
    return true;
  }

  show(visible: boolean): void {
    this.visible = visible;
    this.element.hidden = !visible;
    if (!visible) return;
    if (!this.start()) {
      this.element.replaceChildren(
        h("p", { class: "empty" }, "This browser draws no WebGL, so the network cannot be shown. Map, table and lists hold the same events."),
      );
      return;
    }
    this.sigma?.resize();
    this.refresh();
    this.arrange();
  }

  update(events: Int32Array, selection: Selection): void {
    this.events = events;
    this.weights = weigh(this.model, this.edges, events);
    this.selection = selection;
    this.choose();
    this.refresh();
  }

  setSplit(split: Split): void {
    this.split = split;
    this.edges = makeEdges(this.model, split);
    this.weights = weigh(this.model, this.edges, this.events);
    this.fillEdges();
    this.refresh();
  }

  setLimit(limit: number): void {
    this.limit = limit;
    this.sigma?.setSetting("hideEdgesOnMove", limit > MANY_EDGES);
    this.fillEdges();
    this.refresh();
  }

  setColours(colours: Colours): void {
    this.colours = colours;
    this.refresh();
  }

  refresh(): void {
    if (this.visible) this.sigma?.refresh({ skipIndexation: true });
  }

  fit(): void {
    void this.sigma?.getCamera().animatedReset();
  }

  zoom(factor: number): void {
    const camera = this.sigma?.getCamera();
    if (camera) void camera.animatedZoom({ factor });
  }

  /** Brings what is selected into sight. */
  focus(actor: number): void {
    const sigma = this.sigma;
    const at = sigma?.getNodeDisplayData(String(actor));
    if (!sigma || !at || at.hidden) return;
    const camera = sigma.getCamera();
    void camera.animate({ x: at.x, y: at.y, ratio: Math.min(camera.ratio, 0.7) }, { duration: 350 });
  }

  colourOf(actor: number): string {
    const { kind, sector } = this.model.actors[actor];
    if (this.colourBy === "kind" || (kind === "Country" && !sector)) return this.colours.kind(kind);
    return this.colours.sector(sector);
  }

  // -- what is drawn ----------------------------------------------------------------------------------------------

  private radius(events: number): number {
    const narrow = Math.max(0.62, Math.min(1, this.stage.clientWidth / 700 || 1));
    return Math.min(20, 3.6 + 2.5 * Math.log2(1 + events)) * this.scale * narrow;
  }

  private fillNodes(): void {
    for (const actor of this.byStrength) this.graph.addNode(String(actor), { x: 0, y: 0, size: 1, color: "#888888" });
  }

  private fillEdges(): void {
    if (this.graph.order === 0) return;
    this.graph.clearEdges();
    const { edges } = this;
    const used = Math.min(edges.size, this.limit);
    const pairs = new Map<string, number>();
    for (let edge = 0; edge < used; edge++) pairs.set(pairKey(edges.actor[edge], edges.target[edge]), 0);
    for (let edge = 0; edge < used; edge++) {
      const [actor, target] = [edges.actor[edge], edges.target[edge]];
      const rank = pairs.get(pairKey(actor, target)) ?? 0;
      pairs.set(pairKey(actor, target), rank + 1);
      const parallel = used <= MANY_EDGES && (rank > 0 || pairs.has(pairKey(target, actor)) || this.split !== "dyad");
      this.graph.addEdgeWithKey(String(edge), String(actor), String(target), {
        type: parallel ? "bent" : "straight",
        curvature: parallel ? 0.14 + 0.15 * rank : 0,
      });
    }
    this.choose();
  }

  /** The edges that are drawn: the strongest under the filters. */
  private choose(): void {
    this.shown = new Uint8Array(this.edges.size);
    const used = Math.min(this.edges.size, this.limit);
    for (let edge = 0; edge < used; edge++) this.shown[edge] = Number(this.weights.events[edge] > 0);
    this.linked = new Uint8Array(this.model.actors.length);
    for (let edge = 0; edge < used; edge++) {
      if (this.shown[edge]) this.linked[this.edges.actor[edge]] = this.linked[this.edges.target[edge]] = 1;
    }
    const discs = this.linked.reduce((sum, one) => sum + one, 0);
    this.scale = Math.max(SMALLEST, Math.min(1, (FULL_SIZE / Math.max(1, discs)) ** 0.6));
    this.near = this.nearActors();
    this.nothing.hidden = discs > 0;
    this.on.changed();
  }
  private linked = new Uint8Array(0);

  private nodeLooks(actor: number): Record<string, unknown> {
    const events = this.weights.atActor[actor];
    if (events === 0 || !this.linked[actor]) return { hidden: true };
    const near = this.near === null || this.near.has(actor);
    const colour = this.colourOf(actor);
    return {
      size: this.radius(events) * (near ? 1 : 0.7),
      color: near ? colour : faded(colour, this.colours.ink.paper, FADED),
      zIndex: near ? 1 : 0,
    };
  }

  private edgeLooks(edge: number): Record<string, unknown> {
    const events = this.weights.events[edge];
    if (!this.shown[edge]) return { hidden: true };
    const near = this.near === null || this.touches(edge);
    const colour = this.edgeColour(edge);
    return {
      size: this.thickness(events),
      color: near ? colour : faded(colour, this.colours.ink.paper, FADED),
      zIndex: near ? 2 : 1,
    };
  }

  private edgeColour(edge: number): string {
    return this.colours.quad(this.weights.quad[edge]);
  }

  private thickness(events: number): number {
    return Math.min(9, 2 + 1.2 * Math.log2(events)) * Math.max(0.4, this.scale);
  }

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
    const middle = this.hovered ?? (this.selection.kind === "actor" ? this.selection.actor : null);
    if (middle !== null) {
      const found = new Set([middle]);
      for (let edge = 0; edge < this.edges.size; edge++) {
        if (!this.shown[edge]) continue;
        if (this.edges.actor[edge] === middle) found.add(this.edges.target[edge]);
        if (this.edges.target[edge] === middle) found.add(this.edges.actor[edge]);
      }
      return found;
    }
    if (this.selection.kind === "dyad") return new Set([this.selection.actor, this.selection.target]);
    if (this.selection.kind === "event") {
      const ends = [this.model.actor[this.selection.event], this.model.target[this.selection.event]];
      return new Set(ends.filter((end) => end >= 0));
    }
    return null;
  }

  // -- layout -----------------------------------------------------------------------------------------------------

  private arranging = false;

  /** Lets the layout work on between frames until it is done. */
  private arrange(): void {
    if (this.arranging || this.layout.done) return;
    this.arranging = true;
    let frames = 0;
    const frame = (): void => {
      if (!this.visible) {
        this.arranging = false;
        return;
      }
      this.layout.step(SLICE);
      if (frames++ % 4 === 0 || this.layout.done) this.move();
      if (!this.layout.done) requestAnimationFrame(frame);
      else this.arranging = false;
    };
    requestAnimationFrame(frame);
  }

  private move(): void {
    const { x, y } = this.layout;
    this.graph.updateEachNodeAttributes((key, values) => ({ ...values, x: x[Number(key)], y: y[Number(key)] }), {
      attributes: ["x", "y"],
    });
  }

  // -- what the user does -----------------------------------------------------------------------------------------

  private listen(): void {
    const sigma = this.sigma as Sigma;
    sigma.on("afterRender", () => this.drawLabels());
    sigma.on("clickNode", ({ node }) => this.on.select({ kind: "actor", actor: Number(node) }));
    sigma.on("clickStage", ({ event }) => {
      const edge = this.edgeAt(event);
      this.on.select(edge === null ? NOTHING : { kind: "dyad", actor: this.edges.actor[edge], target: this.edges.target[edge] });
    });
    sigma.on("enterNode", ({ node }) => this.hover(Number(node)));
    sigma.on("leaveNode", () => this.hover(null));
    let waiting = false;
    sigma.on("moveBody", ({ event }) => {
      const at = { x: event.x, y: event.y };
      if (waiting) return;
      waiting = true;
      requestAnimationFrame(() => {
        waiting = false;
        this.point(at);
      });
    });
    this.stage.addEventListener("mouseleave", () => (this.tip.hidden = true));
  }

  private hover(actor: number | null): void {
    this.hovered = actor;
    this.stage.style.cursor = actor === null ? "" : "pointer";
    if (this.graph.size > MANY_EDGES) return;
    this.near = this.nearActors();
    this.refresh();
  }

  /** Tells what lies under the pointer. */
  private point(at: Point): void {
    const edge = this.hovered === null ? this.edgeAt(at) : null;
    const text = this.hovered !== null ? this.actorTip(this.hovered) : edge !== null ? this.edgeTip(edge) : "";
    if (this.hovered === null) this.stage.style.cursor = edge === null ? "" : "pointer";
    this.tip.hidden = text === "";
    this.tip.textContent = text;
    const right = at.x > this.stage.clientWidth - 240;
    this.tip.style.transform = `translate(${right ? at.x - 12 : at.x + 14}px, ${at.y + 14}px)${right ? " translateX(-100%)" : ""}`;
  }

  private actorTip(actor: number): string {
    return `${this.model.actors[actor].name} · ${count(this.weights.atActor[actor], "event")}`;
  }

  private edgeTip(edge: number): string {
    const [actor, target] = [this.edges.actor[edge], this.edges.target[edge]].map((i) => this.model.actors[i].name);
    const what = this.split === "type" ? (this.model.types[this.edges.part[edge]]?.name ?? "") : this.model.quads[this.weights.quad[edge]];
    return `${actor} → ${target} · ${count(this.weights.events[edge], "event")} · ${this.split === "dyad" ? "mostly " : ""}${what}`;
  }

  /** Where an actor is on the screen. */
  private screen(actor: number): Point {
    return (this.sigma as Sigma).graphToViewport({ x: this.layout.x[actor], y: this.layout.y[actor] });
  }

  private ends(edge: number): [Point, Point, number] {
    const points = [this.edges.actor[edge], this.edges.target[edge]].map((actor) => this.screen(actor));
    const curvature = this.graph.getEdgeAttribute(String(edge), "curvature") as number;
    return [points[0], points[1], curvature];
  }

  private edgeAt(at: Point): number | null {
    let best = REACH;
    let found: number | null = null;
    const used = Math.min(this.edges.size, this.limit);
    for (let edge = 0; edge < used; edge++) {
      if (!this.shown[edge]) continue;
      const distance = distanceTo(at, curve(...this.ends(edge)));
      if (distance < best) [best, found] = [distance, edge];
    }
    return found;
  }

  private key(event: KeyboardEvent): void {
    const camera = this.sigma?.getCamera();
    if (!camera) return;
    const by = 0.12 * camera.ratio;
    const moves: Record<string, () => void> = {
      ArrowLeft: () => camera.setState({ x: camera.x - by }),
      ArrowRight: () => camera.setState({ x: camera.x + by }),
      ArrowUp: () => camera.setState({ y: camera.y + by }),
      ArrowDown: () => camera.setState({ y: camera.y - by }),
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

  // -- names ------------------------------------------------------------------------------------------------------

  private labels(context: CanvasRenderingContext2D): Labelled[] {
    const sigma = this.sigma as Sigma;
    const { width, height } = sigma.getDimensions();
    const candidates = [];
    const first = this.near === null ? [] : [...this.near];
    const ratio = sigma.getCamera().ratio;
    for (const actor of first.length > 0 ? new Set([...first.slice(0, 200), ...this.byStrength]) : this.byStrength) {
      const events = this.weights.atActor[actor];
      if (events === 0 || !this.linked[actor]) continue;
      const { x, y } = this.screen(actor);
      if (x < -20 || y < -20 || x > width + 20 || y > height + 20) continue;
      const near = this.near === null || this.near.has(actor);
      if (!near) continue;
      const name = short(this.model.actors[actor].name);
      const bold = actor === this.hovered || (this.selection.kind === "actor" && this.selection.actor === actor);
      candidates.push({ actor, x, y, r: this.radius(events) / Math.sqrt(ratio), near, name, bold, width: this.width(context, name, bold) });
      if (candidates.length >= 1200) break;
    }
    return placeLabels(candidates, width, height);
  }

  private width(context: CanvasRenderingContext2D, name: string, bold: boolean): number {
    const key = bold ? `${name}\u0000` : name;
    let width = this.widths.get(key);
    if (width === undefined) {
      context.font = `${bold ? 600 : 400} 12px ${getComputedStyle(document.body).fontFamily}`;
      width = context.measureText(name).width;
      this.widths.set(key, width);
    }
    return width;
  }

  private labelShapes(context: CanvasRenderingContext2D): Extract<Shape, { shape: "text" }>[] {
    const { ink, halo, muted } = this.colours.ink;
    return this.labels(context).flatMap(({ at, x, y }) => {
      const { country, kind } = this.model.actors[at.actor];
      const shapes: Extract<Shape, { shape: "text" }>[] = [];
      if (kind === "Country" && at.r >= 12 && at.near) {
        const colour = this.colourOf(at.actor);
        const paper = this.colours.theme === "light" ? "#ffffff" : "#14171b";
        shapes.push({ shape: "text", x: at.x, y: at.y + 3.5, text: country, size: 10, fill: paper, halo: colour, anchor: "middle", bold: true });
      }
      if (x !== null) shapes.push({ shape: "text", x, y, text: at.name, size: 12, fill: at.near ? ink : muted, halo, bold: at.bold });
      return shapes;
    });
  }

  private drawLabels(): void {
    const sigma = this.sigma as Sigma;
    const { width, height } = sigma.getDimensions();
    const pixels = window.devicePixelRatio || 1;
    const { paper } = this;
    if (paper.width !== Math.round(width * pixels) || paper.height !== Math.round(height * pixels)) {
      paper.width = Math.round(width * pixels);
      paper.height = Math.round(height * pixels);
      paper.style.width = `${width}px`;
      paper.style.height = `${height}px`;
    }
    const context = paper.getContext("2d") as CanvasRenderingContext2D;
    context.setTransform(pixels, 0, 0, pixels, 0, 0);
    context.clearRect(0, 0, width, height);
    for (const shape of this.labelShapes(context)) drawText(context, shape);
  }

  /** What is seen now, as shapes. */
  picture(): Picture {
    const sigma = this.sigma;
    if (!sigma) return { width: 1, height: 1, paper: this.colours.ink.paper, shapes: [] };
    const { width, height } = sigma.getDimensions();
    const shapes: Shape[] = [];
    const ratio = Math.sqrt(sigma.getCamera().ratio);
    for (let edge = Math.min(this.edges.size, this.limit) - 1; edge >= 0; edge--) {
      if (!this.shown[edge]) continue;
      const looks = this.edgeLooks(edge);
      const size = (looks.size as number) / ratio;
      const radius = this.radius(this.weights.atActor[this.edges.target[edge]]) / ratio;
      const colour = looks.color as string;
      const { line, head } = pathOf(curve(...this.ends(edge)), radius, size);
      shapes.push({ shape: "path", d: line, fill: "none", stroke: colour, width: size });
      shapes.push({ shape: "path", d: head, fill: colour, stroke: "none", width: 0 });
    }
    for (const actor of [...this.byStrength].reverse()) {
      const looks = this.nodeLooks(actor);
      if (looks.hidden) continue;
      const { x, y } = this.screen(actor);
      shapes.push({ shape: "disc", x, y, r: (looks.size as number) / ratio, fill: looks.color as string, stroke: this.colours.ink.paper });
    }
    const context = this.paper.getContext("2d") as CanvasRenderingContext2D;
    return { width, height, paper: this.colours.ink.paper, shapes: [...shapes, ...this.labelShapes(context)] };
  }

  /** Where an actor is drawn, in pixels of the view; null where it is not. For tests. */
  where(id: string): Point | null {
    const actor = this.model.actorOf.get(id);
    if (actor === undefined || !this.sigma || !this.graph.hasNode(String(actor))) return null;
    return this.screen(actor);
  }
}

function pairKey(actor: number, target: number): string {
  return `${actor} ${target}`;
}

function short(name: string): string {
  return name.length > 32 ? `${name.slice(0, 30)}…` : name;
}

function hasWebGl(): boolean {
  const canvas = document.createElement("canvas");
  return canvas.getContext("webgl2") !== null;
}
