// Actors as discs, what they did to each other as arrows: the drawing by sigma, and what the user does with it.

import { MultiDirectedGraph } from "graphology";
import Sigma from "sigma";
import { NodePointProgram } from "sigma/rendering";
import { type Selection, NOTHING } from "./address";
import { BentArrows, StraightArrows } from "./arrows";
import type { Colours } from "./colours";
import type { Model } from "./data";
import { h } from "./dom";
import { Drawn } from "./drawn";
import type { Split } from "./dyads";
import { type Curve, type Point, curve, distanceTo, pathOf } from "./geometry";
import { Layout } from "./layout";
import { Names, type Sight } from "./names";
import type { Picture, Shape } from "./picture";
import { steer } from "./steer";

/** Above so many edges all are straight, and none is drawn while the picture moves. */
const MANY_EDGES = 4000;
/** Up to so many actors are laid out before they are first seen; milliseconds for that, and of a frame afterwards. */
const FEW_ACTORS = 500;
const [AT_ONCE, SLICE] = [400, 14];
/** Pixels from an edge within which it is meant. */
const REACH = 6;
/** How much the first of parallel edges bends, and each further one. */
const [BEND, FURTHER] = [0.14, 0.15];

export interface NetworkEvents {
  select(selection: Selection): void;
  changed(): void;
}

export class NetworkView {
  readonly element: HTMLElement;
  readonly drawn: Drawn;
  split: Split = "dyad";
  private readonly graph = new MultiDirectedGraph();
  private readonly stage: HTMLElement;
  private readonly tip = h("div", { class: "tip", hidden: true });
  private readonly nothing = h("p", { class: "empty", hidden: true }, "No pair of actors here. Events without a second party are in the table.");
  private readonly names: Names;
  private readonly layout: Layout;
  private sigma: Sigma | null = null;
  private visible = false;
  private arranging = false;

  constructor(
    private readonly model: Model,
    colours: Colours,
    private readonly on: NetworkEvents,
  ) {
    this.drawn = new Drawn(model, colours);
    this.names = new Names(this.drawn);
    this.stage = h("div", {
      class: "sigma",
      tabindex: 0,
      role: "application",
      "aria-label": "Network of actors. Arrow keys move, plus and minus zoom, 0 shows all. The lists beside it hold the same.",
      keydown: (event: KeyboardEvent) => this.key(event),
    });
    this.element = h("div", { class: "view network" }, this.stage, this.names.paper, this.tip, this.nothing);
    const { edges, weights } = this.drawn;
    const total = weights.atActor;
    const countries = model.actors.map((actor) => actor.country);
    this.layout = new Layout(edges, weights.events, countries, (actor) => this.drawn.radiusOf(total[actor]));
  }

  // -- what the page asks -----------------------------------------------------------------------------------------

  show(visible: boolean): void {
    this.visible = visible;
    this.element.hidden = !visible;
    if (!visible) return;
    if (!this.start()) {
      const words = "This browser draws no WebGL, so the network cannot be shown. Map, table and lists hold the same events.";
      this.element.replaceChildren(h("p", { class: "empty" }, words));
      return;
    }
    this.sigma?.resize();
    this.refresh();
    this.arrange();
  }

  update(events: Int32Array, selection: Selection): void {
    this.drawn.update(events, selection);
    this.changed();
  }

  setSplit(split: Split): void {
    this.split = split;
    this.drawn.divide(split);
    this.fillEdges();
    this.changed();
  }

  setLimit(limit: number): void {
    this.drawn.cut(limit);
    this.sigma?.setSetting("hideEdgesOnMove", limit > MANY_EDGES);
    this.fillEdges();
    this.changed();
  }

  setColourBy(by: "kind" | "sector"): void {
    this.drawn.colourBy = by;
    this.refresh();
  }

  setColours(colours: Colours): void {
    this.drawn.colours = colours;
    this.refresh();
  }

  fit(): void {
    void this.sigma?.getCamera().animatedReset();
  }

  zoom(factor: number): void {
    void this.sigma?.getCamera().animatedZoom({ factor });
  }

  /** Brings an actor into sight. */
  focus(actor: number): void {
    const at = this.sigma?.getNodeDisplayData(String(actor));
    if (!this.sigma || !at || at.hidden) return;
    const camera = this.sigma.getCamera();
    void camera.animate({ x: at.x, y: at.y, ratio: Math.min(camera.ratio, 0.7) }, { duration: 350 });
  }

  /** What is seen now, as shapes. */
  picture(): Picture {
    const { drawn } = this;
    const { paper } = drawn.colours.ink;
    if (!this.sigma) return { width: 1, height: 1, paper, shapes: [] };
    const sight = this.sight();
    const shapes: Shape[] = [];
    for (let edge = drawn.used - 1; edge >= 0; edge--) {
      const { hidden, size, color } = drawn.edge(edge);
      if (hidden) continue;
      const radius = drawn.radius(drawn.edges.target[edge]) * sight.magnified;
      const { line, head } = pathOf(this.line(edge), radius, size * sight.magnified);
      shapes.push({ shape: "path", d: line, fill: "none", stroke: color, width: size * sight.magnified });
      shapes.push({ shape: "path", d: head, fill: color, stroke: "none", width: 0 });
    }
    for (const actor of [...drawn.byStrength].reverse()) {
      const { hidden, size, color } = drawn.node(actor);
      if (!hidden) shapes.push({ shape: "disc", ...this.screen(actor), r: size * sight.magnified, fill: color, stroke: paper });
    }
    return { width: sight.width, height: sight.height, paper, shapes: [...shapes, ...this.names.shapes(sight)] };
  }

  /** Where an actor is drawn, in pixels of the view; null where it is not. For tests. */
  where(id: string): Point | null {
    const actor = this.model.actorOf.get(id);
    return actor === undefined || !this.sigma || !this.drawn.showsActor(actor) ? null : this.screen(actor);
  }

  // -- drawing ----------------------------------------------------------------------------------------------------

  /** Starts drawing when the view is first to be seen; false where the browser has no WebGL. */
  private start(): boolean {
    if (this.sigma !== null) return true;
    if (document.createElement("canvas").getContext("webgl2") === null) return false;
    this.drawn.width = this.stage.clientWidth;
    for (const actor of this.drawn.byStrength) this.graph.addNode(String(actor), { x: 0, y: 0, size: 1 });
    this.fillEdges();
    if (this.graph.order < FEW_ACTORS) this.layout.step(AT_ONCE);
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
      hideEdgesOnMove: this.drawn.limit > MANY_EDGES,
      nodeReducer: (key, data) => ({ ...data, ...this.drawn.node(Number(key)) }),
      edgeReducer: (key, data) => ({ ...data, ...this.drawn.edge(Number(key)) }),
    });
    this.listen(this.sigma);
    return true;
  }

  private fillEdges(): void {
    if (this.graph.order === 0) return;
    this.graph.clearEdges();
    const { edges, used } = this.drawn;
    const pairs = new Map<string, number>();
    for (let edge = 0; edge < used; edge++) pairs.set(`${edges.actor[edge]} ${edges.target[edge]}`, 0);
    for (let edge = 0; edge < used; edge++) {
      const [actor, target] = [edges.actor[edge], edges.target[edge]];
      const rank = pairs.get(`${actor} ${target}`) ?? 0;
      pairs.set(`${actor} ${target}`, rank + 1);
      const bent = used <= MANY_EDGES && (this.split !== "dyad" || pairs.has(`${target} ${actor}`));
      this.graph.addEdgeWithKey(String(edge), String(actor), String(target), {
        type: bent ? "bent" : "straight",
        curvature: bent ? BEND + FURTHER * rank : 0,
      });
    }
  }

  private changed(): void {
    this.nothing.hidden = this.drawn.counts.shown > 0;
    this.refresh();
    this.on.changed();
  }

  private refresh(): void {
    if (!this.visible || !this.sigma) return;
    this.drawn.width = this.stage.clientWidth;
    this.sigma.refresh({ skipIndexation: true });
  }

  /** Lets the layout work on between frames until it is done. */
  private arrange(): void {
    if (this.arranging || this.layout.done) return;
    this.arranging = true;
    let frames = 0;
    const frame = (): void => {
      this.layout.step(SLICE);
      if (frames++ % 4 === 0 || this.layout.done) this.move();
      this.arranging = this.visible && !this.layout.done;
      if (this.arranging) requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  }

  private move(): void {
    const { x, y } = this.layout;
    const place = (key: string, values: object): object => ({ ...values, x: x[Number(key)], y: y[Number(key)] });
    this.graph.updateEachNodeAttributes(place, { attributes: ["x", "y"] });
  }

  private sight(): Sight {
    const sigma = this.sigma as Sigma;
    return { ...sigma.getDimensions(), magnified: 1 / Math.sqrt(sigma.getCamera().ratio), at: (actor) => this.screen(actor) };
  }

  /** Where an actor is on the screen. */
  private screen(actor: number): Point {
    return (this.sigma as Sigma).graphToViewport({ x: this.layout.x[actor], y: this.layout.y[actor] });
  }

  private line(edge: number): Curve {
    const { actor, target } = this.drawn.edges;
    const bend = this.graph.getEdgeAttribute(String(edge), "curvature") as number;
    return curve(this.screen(actor[edge]), this.screen(target[edge]), bend);
  }

  // -- what the user does -----------------------------------------------------------------------------------------

  private listen(sigma: Sigma): void {
    sigma.on("afterRender", () => this.names.draw(this.sight()));
    sigma.on("clickNode", ({ node }) => this.on.select({ kind: "actor", actor: Number(node) }));
    sigma.on("clickStage", ({ event }) => {
      const { actor, target } = this.drawn.edges;
      const edge = this.edgeAt(event);
      this.on.select(edge === null ? NOTHING : { kind: "dyad", actor: actor[edge], target: target[edge] });
    });
    sigma.on("enterNode", ({ node }) => this.hover(Number(node)));
    sigma.on("leaveNode", () => this.hover(null));
    let waiting = false;
    sigma.on("moveBody", ({ event: { x, y } }) => {
      if (!waiting) requestAnimationFrame(() => this.point({ x, y }, () => (waiting = false)));
      waiting = true;
    });
    this.stage.addEventListener("mouseleave", () => (this.tip.hidden = true));
  }

  private hover(actor: number | null): void {
    this.stage.style.cursor = actor === null ? "" : "pointer";
    this.drawn.hover(actor);
    if (this.graph.size <= MANY_EDGES) this.refresh();
  }

  /** Tells what lies under the pointer. */
  private point(at: Point, done: () => void): void {
    done();
    const { hovered } = this.drawn;
    const edge = hovered === null ? this.edgeAt(at) : null;
    const text = hovered !== null ? this.drawn.actorTip(hovered) : edge !== null ? this.drawn.edgeTip(edge, this.split) : "";
    if (hovered === null) this.stage.style.cursor = edge === null ? "" : "pointer";
    this.tip.hidden = text === "";
    this.tip.textContent = text;
    const left = at.x > this.stage.clientWidth - 240;
    this.tip.style.transform = `translate(${left ? at.x - 12 : at.x + 14}px, ${at.y + 14}px)${left ? " translateX(-100%)" : ""}`;
  }

  private edgeAt(at: Point): number | null {
    let best = REACH;
    let found: number | null = null;
    for (let edge = 0; edge < this.drawn.used; edge++) {
      const distance = this.drawn.showsEdge(edge) ? distanceTo(at, this.line(edge)) : Infinity;
      if (distance < best) [best, found] = [distance, edge];
    }
    return found;
  }

  private key(event: KeyboardEvent): void {
    const camera = this.sigma?.getCamera();
    if (!camera) return;
    const by = 0.12 * camera.ratio;
    steer(event, {
      move: (x, y) => camera.setState({ x: camera.x + by * x, y: camera.y + by * y }),
      zoom: (factor) => this.zoom(factor),
      fit: () => this.fit(),
    });
  }
}
