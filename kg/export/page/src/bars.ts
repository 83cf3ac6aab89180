// Events over time as bars: how many of each quad class begin in each day, week, month.

import { type Model, NO_DAY } from "./data";
import { type Step, barStart, nextBar } from "./days";

export interface Bar {
  readonly start: number;
  /** The first day after the bar. */
  readonly end: number;
  readonly total: number;
  readonly byQuad: Uint32Array;
}

/** The bars from one day to another, empty ones among them; `passes` tells which events count. */
export function makeBars(model: Model, passes: Uint8Array, from: number, to: number, step: Step): Bar[] {
  const bars: { start: number; end: number; total: number; byQuad: Uint32Array }[] = [];
  for (let start = barStart(from, step); start <= to; start = nextBar(start, step)) {
    bars.push({ start, end: nextBar(start, step), total: 0, byQuad: new Uint32Array(model.quads.length) });
  }
  let at = 0;
  // events come by day
  for (let event = 0; event < model.size; event++) {
    const day = model.first[event];
    if (!passes[event] || day === NO_DAY) continue;
    while (at < bars.length && day >= bars[at].end) at++;
    if (at === bars.length) break;
    if (day < bars[at].start) continue;
    bars[at].total++;
    bars[at].byQuad[model.quad[event]]++;
  }
  return bars;
}

/** First and last day of any event; null where no day is known. */
export function extent(model: Model): [number, number] | null {
  let first = Infinity;
  let last = -Infinity;
  for (let event = 0; event < model.size; event++) {
    if (model.first[event] === NO_DAY) continue;
    first = Math.min(first, model.first[event]);
    last = Math.max(last, model.last[event]);
  }
  return first === Infinity ? null : [first, last];
}
