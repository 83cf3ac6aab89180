// Where actors stand. ForceAtlas2 in slices of time, so that the page can be used at once; the same graph always gives
// the same picture, since nothing is drawn by lot.

import iterate from "graphology-layout-forceatlas2/iterate.js";
import type { Edges } from "./dyads";

/** Columns of the library's node matrix. */
const COLUMNS = 10;
const [X, Y, MASS, CONVERGENCE, SIZE] = [0, 1, 6, 7, 8];
const EDGE_COLUMNS = 3;
/** Of very large graphs the strongest edges shape the picture. */
const MOST_EDGES = 8000;
/** Above so many actors forces are taken from groups of far ones (Barnes and Hut). */
const FEW = 400;
/** Pixels between discs: enough for an arrow to be seen. */
const ROOM = 34;
/** So many discs have that much room; more have less. */
const ROOMY = 120;
/** Rounds in which discs are pushed apart. */
const ROUNDS = 40;
const NEIGHBOURS = [-1, 0, 1].flatMap((across) => [-1, 0, 1].map((down) => [across, down]));
const GOLDEN_ANGLE = Math.PI * (3 - Math.sqrt(5));

export class Layout {
  readonly x: Float64Array;
  readonly y: Float64Array;
  private readonly nodes: Float32Array;
  private readonly edges: Float32Array;
  /** Place of each actor in the matrix, -1 where no edge that counts touches it. */
  private readonly place: Int32Array;
  private readonly settings: Record<string, number | boolean>;
  private left: number;

  /** `group` of an actor is where it starts: actors of one country begin side by side. `radius` is in pixels. */
  constructor(
    private readonly all: Edges,
    weight: Uint32Array,
    group: readonly string[],
    private readonly radius: (actor: number) => number,
  ) {
    const actors = group.length;
    this.x = new Float64Array(actors);
    this.y = new Float64Array(actors);
    this.place = new Int32Array(actors).fill(-1);
    const used = Math.min(all.size, MOST_EDGES);
    const linked: number[] = [];
    for (let edge = 0; edge < used; edge++) {
      for (const end of [all.actor[edge], all.target[edge]]) {
        if (this.place[end] < 0) {
          this.place[end] = linked.length;
          linked.push(end);
        }
      }
    }
    this.nodes = startingPoints(linked, group);
    this.edges = new Float32Array(used * EDGE_COLUMNS);
    for (let edge = 0; edge < used; edge++) {
      const [actor, target] = [this.place[all.actor[edge]], this.place[all.target[edge]]];
      const strength = 1 + Math.log2(1 + weight[edge]);
      this.edges.set([actor * COLUMNS, target * COLUMNS, strength], edge * EDGE_COLUMNS);
      this.nodes[actor * COLUMNS + MASS] += 1;
      this.nodes[target * COLUMNS + MASS] += 1;
    }
    const size = linked.length;
    this.settings = {
      linLogMode: false,
      outboundAttractionDistribution: false,
      adjustSizes: false,
      edgeWeightInfluence: 1,
      scalingRatio: 12,
      strongGravityMode: true,
      gravity: size > FEW ? 0.06 : 0.1,
      slowDown: 1 + Math.log(Math.max(1, size)),
      barnesHutOptimize: size > FEW,
      barnesHutTheta: 0.8,
    };
    this.left = size === 0 ? 0 : size > FEW ? 220 : 500;
    this.publish();
  }

  get done(): boolean {
    return this.left === 0;
  }

  /** Work for some milliseconds. */
  step(milliseconds: number): void {
    const end = performance.now() + milliseconds;
    while (this.left > 0 && performance.now() < end) {
      iterate(this.settings, this.nodes, this.edges);
      this.left--;
    }
    this.publish();
  }

  /** The matrix's places as `x` and `y`; actors without one stand around a partner or on the rim. */
  private publish(): void {
    let reach = 1;
    this.place.forEach((at, actor) => {
      if (at < 0) return;
      this.x[actor] = this.nodes[at * COLUMNS + X];
      this.y[actor] = this.nodes[at * COLUMNS + Y];
      reach = Math.max(reach, Math.hypot(this.x[actor], this.y[actor]));
    });
    const anchored = new Set<number>();
    for (let edge = MOST_EDGES; edge < this.all.size; edge++) {
      const [actor, target] = [this.all.actor[edge], this.all.target[edge]];
      for (const [lost, other] of [[actor, target], [target, actor]]) {
        if (this.place[lost] >= 0 || anchored.has(lost) || this.place[other] < 0) continue;
        anchored.add(lost);
        this.x[lost] = this.x[other] + Math.cos(lost * GOLDEN_ANGLE) * reach * 0.02;
        this.y[lost] = this.y[other] + Math.sin(lost * GOLDEN_ANGLE) * reach * 0.02;
      }
    }
    this.place.forEach((at, actor) => {
      if (at >= 0 || anchored.has(actor)) return;
      this.x[actor] = Math.cos(actor * GOLDEN_ANGLE) * reach * 1.08;
      this.y[actor] = Math.sin(actor * GOLDEN_ANGLE) * reach * 1.08;
    });
    if (this.done) this.even(reach);
    if (this.done) this.spread(reach);
  }

  /** Takes the crowd of a large graph halfway to an even disc, so that its middle can be told apart. */
  private even(reach: number): void {
    const inner = [...this.place.keys()].filter((actor) => this.place[actor] >= 0);
    if (inner.length <= FEW) return;
    const far = (actor: number): number => Math.hypot(this.x[actor], this.y[actor]);
    const order = inner.map((actor) => [far(actor), actor]).sort((a, b) => a[0] - b[0] || a[1] - b[1]);
    order.forEach(([distance, actor], rank) => {
      const wanted = reach * Math.sqrt((rank + 1) / order.length);
      const by = distance > 0 ? (0.3 * distance + 0.7 * wanted) / distance : 0;
      this.x[actor] *= by;
      this.y[actor] *= by;
    });
  }

  /** Pushes overlapping discs apart; radii are pixels of a picture that is about a thousand wide. */
  private spread(reach: number): void {
    const unit = (2 * reach) / 900;
    const shown = [...this.place.keys()].filter((actor) => this.place[actor] >= 0);
    const room = ROOM * Math.min(1, Math.sqrt(ROOMY / shown.length));
    const cell = (2 * Math.max(...shown.map(this.radius)) + room) * unit;
    for (let round = 0; round < ROUNDS; round++) {
      const cells = new Map<number, number[]>();
      for (const actor of shown) {
        const key = this.cell(actor, cell, 0, 0);
        const there = cells.get(key);
        if (there) there.push(actor);
        else cells.set(key, [actor]);
      }
      let moved = false;
      for (const actor of shown) {
        for (const [across, down] of NEIGHBOURS) {
          for (const other of cells.get(this.cell(actor, cell, across, down)) ?? []) {
            if (other > actor) moved = this.part(actor, other, room, unit) || moved;
          }
        }
      }
      if (!moved) return;
    }
  }

  private cell(actor: number, size: number, across: number, down: number): number {
    return (Math.floor(this.x[actor] / size) + across) * 65_536 + Math.floor(this.y[actor] / size) + down;
  }

  private part(a: number, b: number, room: number, unit: number): boolean {
    const wanted = (this.radius(a) + this.radius(b) + room) * unit;
    let dx = this.x[b] - this.x[a];
    let dy = this.y[b] - this.y[a];
    if (Math.abs(dx) >= wanted || Math.abs(dy) >= wanted) return false;
    let distance = Math.hypot(dx, dy);
    if (distance >= wanted) return false;
    if (distance < 1e-9) [dx, dy, distance] = [Math.cos(a + b), Math.sin(a + b), 1];
    const push = (wanted - distance) / 2 / distance;
    this.x[a] -= dx * push;
    this.y[a] -= dy * push;
    this.x[b] += dx * push;
    this.y[b] += dy * push;
    return true;
  }
}

/** A spiral on which groups follow each other, the largest in the middle. */
function startingPoints(linked: readonly number[], group: readonly string[]): Float32Array {
  const sizes = new Map<string, number>();
  for (const actor of linked) sizes.set(group[actor], (sizes.get(group[actor]) ?? 0) + 1);
  const order = linked.map((_, i) => i).sort((a, b) => {
    const [one, other] = [group[linked[a]], group[linked[b]]];
    return one === other ? a - b : (sizes.get(other) ?? 0) - (sizes.get(one) ?? 0) || (one < other ? -1 : 1);
  });
  const nodes = new Float32Array(linked.length * COLUMNS);
  order.forEach((at, rank) => {
    const distance = 10 * Math.sqrt(rank + 1);
    nodes[at * COLUMNS + X] = Math.cos(rank * 0.5) * distance;
    nodes[at * COLUMNS + Y] = Math.sin(rank * 0.5) * distance;
    nodes[at * COLUMNS + MASS] = 1;
    nodes[at * COLUMNS + CONVERGENCE] = 1;
    nodes[at * COLUMNS + SIZE] = 1;
  });
  return nodes;
}
