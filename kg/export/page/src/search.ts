// Finds actors by all their names, pairs, places, outlets and types.

import type { Model } from "./data";
import type { Edges, Weights } from "./dyads";

export type Hit =
  | { readonly kind: "actor"; readonly index: number; readonly name: string; readonly note: string }
  | { readonly kind: "pair"; readonly actor: number; readonly target: number; readonly name: string; readonly note: string }
  | { readonly kind: "place" | "outlet" | "type"; readonly index: number; readonly name: string; readonly note: string }
  | { readonly kind: "text"; readonly name: string; readonly note: string };

const MOST = { actor: 8, pair: 6, place: 4, outlet: 3, type: 3 };

/** Small letters without accents: "Élysée" is found by "elysee". */
export function fold(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

export class Index {
  private readonly actors: string[][];
  private readonly others: { kind: "place" | "outlet" | "type"; names: string[]; folded: string[] }[];

  constructor(
    private readonly model: Model,
    private readonly edges: Edges,
    private readonly weights: Weights,
  ) {
    this.actors = model.actors.map(({ name, id, aliases }) => [name, ...aliases, id].map(fold));
    const named = { place: model.places.map((p) => p.name), outlet: model.outlets, type: model.types.map((t) => t.name) };
    this.others = (["place", "outlet", "type"] as const).map((kind) => ({ kind, names: [...named[kind]], folded: named[kind].map(fold) }));
  }

  find(asked: string): Hit[] {
    const words = fold(asked).split(/[\s→>]+/).filter(Boolean);
    if (words.length === 0) return [];
    const whole = words.join(" ");
    const found: Hit[] = [...this.findActors(words, whole), ...this.findPairs(words)];
    for (const { kind, names, folded } of this.others) {
      const hits = folded.flatMap((name, index) => (words.every((word) => name.includes(word)) ? [index] : []));
      found.push(...hits.slice(0, MOST[kind]).map((index): Hit => ({ kind, index, name: names[index], note: `filter by ${kind}` })));
    }
    if (asked.trim().length > 2) found.push({ kind: "text", name: asked.trim(), note: "events whose sentence says so" });
    return found;
  }

  private findActors(words: string[], whole: string): Hit[] {
    const scored: [number, number, string][] = [];
    this.actors.forEach((names, index) => {
      let best = 0;
      let by = "";
      for (const name of names) {
        const score = name === whole ? 4 : name.startsWith(whole) ? 3 : name.includes(` ${whole}`) ? 2 : words.every((word) => name.includes(word)) ? 1 : 0;
        if (score > best) [best, by] = [score, name];
      }
      if (best > 0 && this.weights.atActor[index] > 0) scored.push([best, index, by]);
    });
    scored.sort((a, b) => b[0] - a[0] || this.weights.atActor[b[1]] - this.weights.atActor[a[1]]);
    return scored.slice(0, MOST.actor).map(([, index, by]) => {
      const { name, aliases, kind, country } = this.model.actors[index];
      const also = fold(name) === by ? undefined : aliases.find((alias) => fold(alias) === by);
      const events = this.weights.atActor[index];
      const about = [kind.toLowerCase(), kind === "Country" ? "" : country].filter(Boolean).join(", ");
      return { kind: "actor", index, name, note: [also && `“${also}”`, about, `${events} ${events === 1 ? "event" : "events"}`].filter(Boolean).join(" · ") };
    });
  }

  /** Pairs of which every word stands at one end; the strongest first, since edges are in that order. */
  private findPairs(words: string[]): Hit[] {
    const found: Hit[] = [];
    const holds = words.map((word) => this.actors.map((names) => names.some((name) => name.includes(word))));
    for (let edge = 0; edge < this.edges.size && found.length < MOST.pair; edge++) {
      const [actor, target] = [this.edges.actor[edge], this.edges.target[edge]];
      if (!holds.every((ends) => ends[actor] || ends[target])) continue;
      const events = this.weights.events[edge];
      const name = `${this.model.actors[actor].name} → ${this.model.actors[target].name}`;
      found.push({ kind: "pair", actor, target, name, note: `${events} ${events === 1 ? "event" : "events"}` });
    }
    return found;
  }
}
