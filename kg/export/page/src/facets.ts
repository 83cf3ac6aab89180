// The filters beside the picture: what can be chosen, and how many events each choice would show.

import type { Colours } from "./colours";
import type { Model } from "./data";
import { h, number } from "./dom";
import { EVERYTHING, type Filters, type Result, type SetName, isActive, toggled } from "./filter";
import { fold } from "./search";

/** Values of a long list that are shown before the user types. */
const SHORT = 8;

interface Facet {
  readonly name: Exclude<SetName, "actors">;
  readonly title: string;
  readonly values: (model: Model) => readonly string[];
  readonly long: boolean;
}

const FACETS: readonly Facet[] = [
  { name: "quads", title: "Quad class", values: (model) => model.quads, long: false },
  { name: "types", title: "Type", values: (model) => model.types.map((type) => type.name), long: false },
  { name: "stances", title: "Stance", values: (model) => model.stances, long: false },
  { name: "outlets", title: "Outlet", values: (model) => model.outlets, long: true },
  { name: "places", title: "Place", values: (model) => model.places.map((place) => place.name), long: true },
];

export class Facets {
  readonly element = h("aside", { class: "facets", "aria-label": "Filters" });
  private readonly actors = h("div", { class: "chosen" });
  private readonly clear: HTMLButtonElement;
  private readonly confidence: HTMLInputElement;
  private readonly sure = h("output", {});
  private readonly days: [HTMLInputElement, HTMLInputElement];
  private readonly lists = new Map<string, HTMLElement>();
  private readonly asked = new Map<string, string>();
  private filters = EVERYTHING;
  private result: Result | null = null;

  constructor(
    private readonly model: Model,
    private colours: Colours,
    private readonly changed: (filters: Filters) => void,
    private readonly dates: { read(text: string): number; write(day: number): string },
  ) {
    this.clear = h("button", { type: "button", class: "primary", click: () => this.changed(EVERYTHING) }, "Clear all filters");
    this.confidence = h("input", {
      type: "range",
      min: 0,
      max: 1,
      step: 0.05,
      "aria-label": "Least confidence",
      input: () => this.changed({ ...this.filters, confidence: Number(this.confidence.value) }),
    });
    const day = (name: "first" | "last", words: string): HTMLInputElement =>
      h("input", {
        type: "date",
        "aria-label": words,
        change: (event: Event) => {
          const read = this.dates.read((event.target as HTMLInputElement).value);
          this.changed({ ...this.filters, [name]: Number.isNaN(read) ? null : read });
        },
      });
    this.days = [day("first", "From day"), day("last", "To day")];
    this.element.append(
      h("div", { class: "top" }, h("h2", {}, "Filters"), this.clear),
      this.actors,
      ...FACETS.map((facet) => this.group(facet)),
      h("fieldset", {}, h("legend", {}, "Confidence"), h("label", { class: "range" }, this.confidence, this.sure)),
      h("fieldset", {}, h("legend", {}, "Days"), h("div", { class: "days" }, this.days[0], h("span", {}, "to"), this.days[1])),
    );
  }

  setColours(colours: Colours): void {
    this.colours = colours;
    this.draw();
  }

  update(filters: Filters, result: Result): void {
    this.filters = filters;
    this.result = result;
    this.draw();
  }

  private group(facet: Facet): HTMLElement {
    const list = h("div", { class: "values" });
    this.lists.set(facet.name, list);
    const values = facet.values(this.model);
    const find = h("input", {
      type: "search",
      placeholder: `Find among ${number(values.length)}`,
      "aria-label": `Find ${facet.title.toLowerCase()}`,
      input: (event: Event) => {
        this.asked.set(facet.name, (event.target as HTMLInputElement).value);
        this.draw();
      },
    });
    const group = h("fieldset", {}, h("legend", {}, facet.title), facet.long && values.length > SHORT && find, list);
    group.hidden = values.length === 0;
    return group;
  }

  private draw(): void {
    const { filters, result } = this;
    if (result === null) return;
    this.clear.hidden = !isActive(filters);
    this.drawActors();
    for (const facet of FACETS) this.drawFacet(facet, result.counts[facet.name]);
    this.confidence.value = String(filters.confidence);
    this.sure.textContent = filters.confidence > 0 ? `at least ${filters.confidence.toFixed(2)}` : "any";
    [filters.first, filters.last].forEach((day, i) => (this.days[i].value = day === null ? "" : this.dates.write(day)));
  }

  private drawActors(): void {
    const { filters, model } = this;
    const drop = (name: string, words: string, without: () => Filters): HTMLElement =>
      h("button", { type: "button", class: "tag", title: `Take back: ${words}`, click: () => this.changed(without()) }, h("span", {}, `${name}: ${words}`), " ✕");
    this.actors.replaceChildren(
      ...[...filters.actors].map((actor) => drop("Actor", model.actors[actor].name, () => ({ ...filters, actors: toggled(filters.actors, actor) }))),
      ...(filters.text ? [drop("Words", filters.text, () => ({ ...filters, text: "" }))] : []),
    );
    if (filters.actors.size > 1) {
      const between = h("input", { type: "checkbox", checked: filters.between, change: () => this.changed({ ...filters, between: !filters.between }) });
      this.actors.append(h("label", { class: "value" }, between, h("span", {}, "only between these")));
    }
  }

  private drawFacet(facet: Facet, counts: Uint32Array): void {
    const values = facet.values(this.model);
    const chosen = this.filters[facet.name];
    const asked = fold(this.asked.get(facet.name) ?? "");
    let shown = [...values.keys()].filter((i) => counts[i] > 0 || chosen.has(i));
    if (facet.name === "types" || facet.long) shown.sort((a, b) => Number(chosen.has(b)) - Number(chosen.has(a)) || counts[b] - counts[a] || a - b);
    if (asked) shown = shown.filter((i) => fold(values[i]).includes(asked));
    const cut = facet.long ? shown.slice(0, Math.max(SHORT, chosen.size)) : shown;
    const list = this.lists.get(facet.name) as HTMLElement;
    const focused = (document.activeElement as HTMLElement | null)?.dataset.value;
    list.replaceChildren(...cut.map((i) => this.value(facet, i, values[i], counts[i], chosen.has(i))));
    if (cut.length === 0) list.append(h("p", { class: "muted small" }, asked ? "None found." : "None here."));
    if (cut.length < shown.length) list.append(h("p", { class: "muted small" }, `and ${number(shown.length - cut.length)} more`));
    // what was rebuilt keeps the focus
    if (focused?.startsWith(`${facet.name}:`)) list.querySelector<HTMLElement>(`[data-value="${CSS.escape(focused)}"]`)?.focus();
  }

  private value(facet: Facet, index: number, name: string, events: number, checked: boolean): HTMLElement {
    const box = h("input", {
      type: "checkbox",
      checked,
      "data-value": `${facet.name}:${index}`,
      change: () => this.changed({ ...this.filters, [facet.name]: toggled(this.filters[facet.name], index) }),
    });
    const quad = facet.name === "quads" ? index : facet.name === "types" ? (this.model.types[index]?.quad ?? 0) : null;
    const swatch = h("i", { class: "swatch" });
    if (quad !== null) swatch.style.background = this.colours.quad(quad);
    const title = facet.name === "types" ? this.model.types[index].definition : "";
    return h("label", { class: "value", title: title || false }, box, quad !== null && swatch, h("span", { class: "word" }, name), h("span", { class: "n" }, number(events)));
  }
}
