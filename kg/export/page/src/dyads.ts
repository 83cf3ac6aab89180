// Edges of the network: all that one actor did to another, whole, by quad class or by type.

import type { Model } from "./data";

export const SPLITS = ["dyad", "quad", "type"] as const;
export type Split = (typeof SPLITS)[number];

export interface Edges {
  readonly actor: Int32Array;
  readonly target: Int32Array;
  /** Quad class or index of the type, by the split; 0 for whole dyads. */
  readonly part: Int32Array;
  /** Edge of each event, -1 where the event lacks an actor or a target. Edges come the strongest first. */
  readonly of: Int32Array;
  readonly size: number;
}

export function makeEdges(model: Model, split: Split): Edges {
  const keys = new Map<string, number>();
  const counts: number[] = [];
  const ends: [number, number, number][] = [];
  const first = new Int32Array(model.size).fill(-1);
  for (let event = 0; event < model.size; event++) {
    const [actor, target] = [model.actor[event], model.target[event]];
    if (actor < 0 || target < 0 || actor === target) continue;
    const part = split === "quad" ? model.quad[event] : split === "type" ? model.type[event] : 0;
    const key = `${actor} ${target} ${part}`;
    let edge = keys.get(key);
    if (edge === undefined) {
      edge = ends.length;
      keys.set(key, edge);
      ends.push([actor, target, part]);
      counts.push(0);
    }
    counts[edge]++;
    first[event] = edge;
  }
  const order = ends.map((_, i) => i).sort((a, b) => counts[b] - counts[a] || a - b);
  const rank = new Int32Array(order.length);
  order.forEach((edge, i) => (rank[edge] = i));
  return {
    actor: Int32Array.from(order, (edge) => ends[edge][0]),
    target: Int32Array.from(order, (edge) => ends[edge][1]),
    part: Int32Array.from(order, (edge) => ends[edge][2]),
    of: first.map((edge) => (edge < 0 ? -1 : rank[edge])),
    size: order.length,
  };
}

export interface Weights {
  readonly events: Uint32Array;
  /** The quad class of most events of an edge. */
  readonly quad: Uint8Array;
  /** Events at each actor, those without another end among them. */
  readonly atActor: Uint32Array;
}

export function weigh(model: Model, edges: Edges, events: Int32Array): Weights {
  const classes = model.quads.length;
  const byClass = new Uint32Array(edges.size * classes);
  const atActor = new Uint32Array(model.actors.length);
  const total = new Uint32Array(edges.size);
  for (const event of events) {
    const [actor, target, edge] = [model.actor[event], model.target[event], edges.of[event]];
    if (actor >= 0) atActor[actor]++;
    if (target >= 0 && target !== actor) atActor[target]++;
    if (edge < 0) continue;
    total[edge]++;
    byClass[edge * classes + model.quad[event]]++;
  }
  const quad = new Uint8Array(edges.size);
  for (let edge = 0; edge < edges.size; edge++) {
    for (let q = 1; q < classes; q++) {
      if (byClass[edge * classes + q] > byClass[edge * classes + quad[edge]]) quad[edge] = q;
    }
  }
  return { events: total, quad, atActor };
}

/** How many events of a list belong to each quad class. */
export function quadCounts(model: Model, events: Iterable<number>): Uint32Array {
  const counts = new Uint32Array(model.quads.length);
  for (const event of events) counts[model.quad[event]]++;
  return counts;
}
