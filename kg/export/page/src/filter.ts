// Which events are shown.

import { type Model, NO_DAY } from "./data";

/** All conditions must hold; an empty set or null lets everything pass. Sets hold indices of the model. */
export interface Filters {
  readonly actors: ReadonlySet<number>;
  /** With several actors: both ends must be among them. */
  readonly between: boolean;
  readonly types: ReadonlySet<number>;
  readonly quads: ReadonlySet<number>;
  readonly stances: ReadonlySet<number>;
  readonly outlets: ReadonlySet<number>;
  readonly places: ReadonlySet<number>;
  readonly confidence: number;
  /** Inclusive days; an event passes where its period touches them. */
  readonly first: number | null;
  readonly last: number | null;
  /** Words that a sentence of the event must hold, in any case. */
  readonly text: string;
}

export const EVERYTHING: Filters = {
  actors: new Set(),
  between: false,
  types: new Set(),
  quads: new Set(),
  stances: new Set(),
  outlets: new Set(),
  places: new Set(),
  confidence: 0,
  first: null,
  last: null,
  text: "",
};

export type SetName = "actors" | "types" | "quads" | "stances" | "outlets" | "places";
const BITS = { actors: 1, types: 2, quads: 4, stances: 8, outlets: 16, places: 32, confidence: 64, time: 128, text: 256 };

export interface Result {
  /** Events that pass, in the model's order: by day. */
  readonly events: Int32Array;
  readonly passes: Uint8Array;
  /** Events that pass all but the time: what the histogram shows. */
  readonly anyTime: Uint8Array;
  /** How many events each value would show if its own kind of filter were off. */
  readonly counts: Readonly<Record<Exclude<SetName, "actors">, Uint32Array>>;
}

export function isActive(filters: Filters): boolean {
  return filters.first !== null || filters.last !== null || hasConditions(filters);
}

/** Whether there is any condition but that of time. */
export function hasConditions(filters: Filters): boolean {
  const sets = [filters.actors, filters.types, filters.quads, filters.stances, filters.outlets, filters.places];
  return sets.some((set) => set.size > 0) || filters.confidence > 0 || filters.text !== "";
}

export function toggled(set: ReadonlySet<number>, value: number): Set<number> {
  const changed = new Set(set);
  if (!changed.delete(value)) changed.add(value);
  return changed;
}

export function evaluate(model: Model, filters: Filters): Result {
  const passes = new Uint8Array(model.size);
  const anyTime = new Uint8Array(model.size);
  const counts = {
    types: new Uint32Array(model.types.length),
    quads: new Uint32Array(model.quads.length),
    stances: new Uint32Array(model.stances.length),
    outlets: new Uint32Array(model.outlets.length),
    places: new Uint32Array(model.places.length),
  };
  const found: number[] = [];
  const words = filters.text.toLowerCase();
  const seen = new Set<number>();
  for (let event = 0; event < model.size; event++) {
    const failed = failures(model, filters, words, event);
    passes[event] = Number(failed === 0);
    anyTime[event] = Number((failed & ~BITS.time) === 0);
    if (failed === 0) found.push(event);
    if ((failed & ~BITS.types) === 0 && model.type[event] >= 0) counts.types[model.type[event]]++;
    if ((failed & ~BITS.quads) === 0) counts.quads[model.quad[event]]++;
    if ((failed & ~BITS.stances) === 0) counts.stances[model.stance[event]]++;
    if ((failed & ~BITS.outlets) === 0) countEach(counts.outlets, model.mentionOutlet, model, event, seen);
    if ((failed & ~BITS.places) === 0) countEach(counts.places, model.mentionPlace, model, event, seen);
  }
  return { events: Int32Array.from(found), passes, anyTime, counts };
}

function countEach(counts: Uint32Array, of: Int32Array, model: Model, event: number, seen: Set<number>): void {
  seen.clear();
  for (let m = model.start[event]; m < model.start[event + 1]; m++) {
    if (of[m] >= 0 && !seen.has(of[m])) counts[of[m]]++;
    seen.add(of[m]);
  }
}

function failures(model: Model, f: Filters, words: string, event: number): number {
  let failed = 0;
  if (f.actors.size > 0 && !actorsPass(model, f, event)) failed |= BITS.actors;
  if (f.types.size > 0 && !f.types.has(model.type[event])) failed |= BITS.types;
  if (f.quads.size > 0 && !f.quads.has(model.quad[event])) failed |= BITS.quads;
  if (f.stances.size > 0 && !f.stances.has(model.stance[event])) failed |= BITS.stances;
  if (f.outlets.size > 0 && !someMention(model, event, (m) => f.outlets.has(model.mentionOutlet[m]))) failed |= BITS.outlets;
  if (f.places.size > 0 && !someMention(model, event, (m) => f.places.has(model.mentionPlace[m]))) failed |= BITS.places;
  if (f.confidence > 0 && model.confidence[event] < f.confidence - 1e-6) failed |= BITS.confidence;
  if (words && !someMention(model, event, (m) => model.mentionSentence[m].toLowerCase().includes(words))) failed |= BITS.text;
  if ((f.first !== null || f.last !== null) && !timePasses(model, f, event)) failed |= BITS.time;
  return failed;
}

function actorsPass(model: Model, f: Filters, event: number): boolean {
  const actor = f.actors.has(model.actor[event]);
  const target = f.actors.has(model.target[event]);
  return f.between && f.actors.size > 1 ? actor && target : actor || target;
}

function someMention(model: Model, event: number, test: (mention: number) => boolean): boolean {
  for (let m = model.start[event]; m < model.start[event + 1]; m++) if (test(m)) return true;
  return false;
}

function timePasses(model: Model, f: Filters, event: number): boolean {
  if (model.first[event] === NO_DAY || model.last[event] === NO_DAY) return false;
  return (f.first === null || model.last[event] >= f.first) && (f.last === null || model.first[event] <= f.last);
}
