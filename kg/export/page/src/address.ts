// The view as the fragment of the page's address, so that it can be kept and passed on; and back.

import type { Model } from "./data";
import { dayText, parseDay } from "./days";
import { EVERYTHING, type Filters } from "./filter";

export const VIEWS = ["network", "map", "table", "sparql"] as const;
export type View = (typeof VIEWS)[number];

export type Selection =
  | { readonly kind: "none" }
  | { readonly kind: "actor"; readonly actor: number }
  | { readonly kind: "dyad"; readonly actor: number; readonly target: number }
  | { readonly kind: "countries"; readonly actor: string; readonly target: string }
  | { readonly kind: "place"; readonly place: number }
  | { readonly kind: "event"; readonly event: number };

export const NOTHING: Selection = { kind: "none" };

export interface State {
  readonly view: View;
  readonly filters: Filters;
  readonly selection: Selection;
}

/** Names, never numbers, so that an address still means the same in a page that was made later. */
export function toFragment(model: Model, state: State): string {
  const { filters, selection } = state;
  const found = new URLSearchParams();
  const put = (name: string, values: string[]): void => values.forEach((value) => found.append(name, value));
  if (state.view !== "network") found.set("view", state.view);
  put("actor", [...filters.actors].map((i) => model.actors[i].id));
  if (filters.between) found.set("between", "1");
  put("type", [...filters.types].map((i) => model.types[i].name));
  put("quad", [...filters.quads].map((i) => model.quads[i]));
  put("stance", [...filters.stances].map((i) => model.stances[i]));
  put("outlet", [...filters.outlets].map((i) => model.outlets[i]));
  put("place", [...filters.places].map((i) => model.places[i].id));
  if (filters.confidence > 0) found.set("confidence", String(filters.confidence));
  if (filters.first !== null) found.set("from", dayText(filters.first));
  if (filters.last !== null) found.set("to", dayText(filters.last));
  if (filters.text) found.set("text", filters.text);
  put("see", selectionNames(model, selection));
  return found.toString();
}

function selectionNames(model: Model, selection: Selection): string[] {
  switch (selection.kind) {
    case "none":
      return [];
    case "actor":
      return ["actor", model.actors[selection.actor].id];
    case "dyad":
      return ["dyad", model.actors[selection.actor].id, model.actors[selection.target].id];
    case "countries":
      return ["countries", selection.actor, selection.target];
    case "place":
      return ["place", model.places[selection.place].id];
    case "event":
      return ["event", model.ids[selection.event]];
  }
}

/** What a fragment means; words that mean nothing in this page are passed over. */
export function fromFragment(model: Model, fragment: string): State {
  const given = new URLSearchParams(fragment.replace(/^#/, ""));
  const indices = (name: string, index: (value: string) => number | undefined): Set<number> =>
    new Set(given.getAll(name).map(index).filter((i): i is number => i !== undefined && i >= 0));
  const day = (name: string): number | null => {
    const found = parseDay(given.get(name) ?? "");
    return Number.isNaN(found) ? null : found;
  };
  const sure = Number(given.get("confidence") ?? 0);
  const view = VIEWS.find((name) => name === given.get("view")) ?? "network";
  const filters: Filters = {
    ...EVERYTHING,
    actors: indices("actor", (id) => model.actorOf.get(id)),
    between: given.get("between") === "1",
    types: indices("type", (name) => model.types.findIndex((type) => type.name === name)),
    quads: indices("quad", (name) => model.quads.indexOf(name)),
    stances: indices("stance", (name) => model.stances.indexOf(name)),
    outlets: indices("outlet", (name) => model.outlets.indexOf(name)),
    places: indices("place", (id) => model.placeOf.get(id)),
    confidence: sure > 0 && sure <= 1 ? sure : 0,
    first: day("from"),
    last: day("to"),
    text: given.get("text") ?? "",
  };
  return { view, filters, selection: selectionOf(model, given.getAll("see")) };
}

function selectionOf(model: Model, [kind, one = "", other = ""]: string[]): Selection {
  const actor = model.actorOf.get(one);
  const target = model.actorOf.get(other);
  const event = model.eventOf.get(one);
  const place = model.placeOf.get(one);
  if (kind === "actor" && actor !== undefined) return { kind, actor };
  if (kind === "dyad" && actor !== undefined && target !== undefined) return { kind, actor, target };
  if (kind === "countries" && one in model.points && other in model.points) return { kind, actor: one, target: other };
  if (kind === "event" && event !== undefined) return { kind, event };
  if (kind === "place" && place !== undefined) return { kind, place };
  return NOTHING;
}
