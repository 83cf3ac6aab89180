// What a map shows: events at places, and arcs from country to country.

import type { Model } from "./data";

export interface Spot {
  readonly place: number;
  readonly events: number;
  readonly quad: number;
}

export interface Arc {
  readonly actor: string;
  readonly target: string;
  readonly events: number;
  readonly quad: number;
}

/** Events at each place that has a point, the most first. An event counts once a place. */
export function spots(model: Model, events: Iterable<number>): Spot[] {
  const counts = new Map<number, Uint32Array>();
  for (const event of events) {
    const seen = new Set<number>();
    for (let m = model.start[event]; m < model.start[event + 1]; m++) seen.add(model.mentionPlace[m]);
    for (const place of seen) {
      if (place < 0 || model.places[place].latitude === null) continue;
      add(counts, place, model, event);
    }
  }
  return [...counts].map(([place, byQuad]) => ({ place, ...summed(byQuad) })).sort((a, b) => b.events - a.events || a.place - b.place);
}

/** Events from one country to another, both known to the map, the most first. */
export function arcs(model: Model, events: Iterable<number>): Arc[] {
  const counts = new Map<string, Uint32Array>();
  for (const event of events) {
    const [actor, target] = countriesOf(model, event);
    if (actor === target || !(actor in model.points) || !(target in model.points)) continue;
    add(counts, `${actor} ${target}`, model, event);
  }
  const found = [...counts].map(([key, byQuad]) => {
    const [actor, target] = key.split(" ");
    return { actor, target, ...summed(byQuad) };
  });
  return found.sort((a, b) => b.events - a.events || (a.actor + a.target < b.actor + b.target ? -1 : 1));
}

/** Countries of actor and target, empty where there is none. */
export function countriesOf(model: Model, event: number): [string, string] {
  return [model.actors[model.actor[event]]?.country ?? "", model.actors[model.target[event]]?.country ?? ""];
}

function add<K>(counts: Map<K, Uint32Array>, key: K, model: Model, event: number): void {
  let found = counts.get(key);
  if (!found) counts.set(key, (found = new Uint32Array(model.quads.length)));
  found[model.quad[event]]++;
}

function summed(byQuad: Uint32Array): { events: number; quad: number } {
  const most = Math.max(...byQuad);
  return { events: byQuad.reduce((sum, n) => sum + n, 0), quad: byQuad.lastIndexOf(most) };
}
