// What is known of the thing that is selected, down to the sentence.

import type { Selection } from "./address";
import type { Colours } from "./colours";
import { type Model, NO_DAY, label } from "./data";
import { periodText } from "./days";
import { count, h, link, number } from "./dom";
import { mentionElement } from "./evidence";
import { countriesOf } from "./places";
import { Summary } from "./summary";

/** Events and partners of a list at first; a button shows as many more. */
const PAGE = 40;
const PARTNERS = 8;

export interface PanelEvents {
  select(selection: Selection): void;
  filterActor(actor: number): void;
}

export class Panel {
  readonly element = h("aside", { class: "panel", "aria-label": "Details", tabindex: -1 });
  private readonly summary: Summary;
  private readonly trail: Selection[] = [];

  constructor(
    private readonly model: Model,
    colours: Colours,
    private readonly on: PanelEvents,
  ) {
    this.summary = new Summary(model, colours);
  }

  setColours(colours: Colours): void {
    this.summary.colours = colours;
  }

  /** `events` are those that pass the filters. */
  update(events: Int32Array, selection: Selection): void {
    const before = this.trail.at(-1);
    if (selection.kind === "none") this.trail.length = 0;
    else if (!before || !same(before, selection)) {
      const known = this.trail.findIndex((one) => same(one, selection));
      if (known >= 0) this.trail.length = known + 1;
      else this.trail.push(selection);
      this.element.scrollTop = 0;
    }
    const focused = this.element.contains(document.activeElement);
    this.element.replaceChildren(...this.head(selection), ...this.body(events, selection));
    if (focused) this.focus();
  }

  /** Where a keyboard or a screen reader goes on when something was chosen. */
  focus(): void {
    this.element.focus({ preventScroll: true });
  }

  private head(selection: Selection): HTMLElement[] {
    if (selection.kind === "none") return [];
    const back = this.trail.length > 1 ? this.trail[this.trail.length - 2] : null;
    return [
      h(
        "div",
        { class: "head" },
        back && h("button", { type: "button", class: "quiet", click: () => this.on.select(back) }, "‹ Back"),
        h("button", { type: "button", class: "quiet close", "aria-label": "Close details", click: () => this.on.select({ kind: "none" }) }, "Close ✕"),
      ),
    ];
  }

  private body(events: Int32Array, selection: Selection): HTMLElement[] {
    const { model } = this;
    switch (selection.kind) {
      case "none":
        return this.overview(events);
      case "actor":
        return this.actor(events, selection.actor);
      case "dyad": {
        const { actor, target } = selection;
        const found = events.filter((e) => model.actor[e] === actor && model.target[e] === target);
        const back = events.filter((e) => model.actor[e] === target && model.target[e] === actor).length;
        return [
          h("h2", {}, this.actorButton(actor), h("span", { class: "arrow", "aria-label": "to" }, " → "), this.actorButton(target)),
          ...this.summary.all(found),
          back > 0
            ? h("button", { type: "button", class: "quiet", click: () => this.on.select({ kind: "dyad", actor: target, target: actor }) }, `${count(back, "event")} the other way ⇄`)
            : h("p", { class: "muted" }, "No events the other way."),
          this.list(found),
        ];
      }
      case "countries": {
        const { actor, target } = selection;
        const found = events.filter((e) => {
          const [from, to] = countriesOf(model, e);
          return from === actor && to === target;
        });
        return [
          h("h2", {}, `${this.nameOf(actor)} → ${this.nameOf(target)}`),
          h("p", { class: "muted" }, "All actors of the one country towards all of the other."),
          ...this.summary.all(found),
          this.list(found),
        ];
      }
      case "place": {
        const place = model.places[selection.place];
        const found = events.filter((e) => {
          for (let m = model.start[e]; m < model.start[e + 1]; m++) if (model.mentionPlace[m] === selection.place) return true;
          return false;
        });
        return [h("h2", {}, place.name, h("span", { class: "code" }, place.country)), ...this.summary.all(found), this.list(found)];
      }
      case "event":
        return this.event(selection.event);
    }
  }

  // -- what is selected -------------------------------------------------------------------------------------------

  private overview(events: Int32Array): HTMLElement[] {
    if (this.model.size === 0) {
      return [h("h2", {}, "No events"), h("p", { class: "muted" }, "The graph that this page was made from holds no events, or its filters let none pass.")];
    }
    if (events.length === 0) {
      return [h("h2", {}, "Nothing passes"), h("p", { class: "muted" }, "No event passes all the filters. Take one back, or clear them.")];
    }
    return [
      h("h2", {}, "At a glance"),
      ...this.summary.all(events),
      h("h3", {}, "Most active"),
      this.ranking(this.countBy(events, (e) => [this.model.actor[e], this.model.target[e]]), (actor) => this.actorButton(actor)),
      h("h3", {}, "Strongest pairs"),
      this.pairs(events),
      h("h3", {}, "Latest events"),
      this.list(events, 12),
    ];
  }

  private actor(events: Int32Array, actor: number): HTMLElement[] {
    const { model } = this;
    const { name, kind, country, sector, wikidata, aliases } = model.actors[actor];
    const found = events.filter((e) => model.actor[e] === actor || model.target[e] === actor);
    const does = found.filter((e) => model.actor[e] === actor).length;
    const about = [kind.toLowerCase(), model.sectors[sector]?.toLowerCase() ?? "", kind === "Country" || !country ? "" : this.nameOf(country)];
    const partners = this.countBy(found, (e) => [model.actor[e] === actor ? model.target[e] : model.actor[e]]);
    partners.delete(actor);
    return [
      h("h2", {}, name, kind === "Country" && country && h("span", { class: "code" }, country)),
      h("p", { class: "about" }, h("span", {}, about.filter(Boolean).join(" · ")), wikidata && link(`https://www.wikidata.org/wiki/${wikidata}`, wikidata)),
      aliases.length > 0 && h("p", { class: "muted small" }, `Also: ${aliases.slice(0, 12).join(", ")}${aliases.length > 12 ? "…" : ""}`),
      ...this.summary.all(found),
      h("p", { class: "muted" }, `Acts in ${number(does)}, is acted upon in ${number(found.length - does)}.`),
      h("button", { type: "button", class: "primary", click: () => this.on.filterActor(actor) }, "Show only events with this actor"),
      partners.size > 0 && h("h3", {}, "Top partners"),
      partners.size > 0 && this.ranking(partners, (partner) => this.actorButton(partner), PARTNERS, (partner) => this.summary.balance(found.filter((e) => model.actor[e] === partner || model.target[e] === partner))),
      h("h3", {}, "Events"),
      this.list(found),
    ].filter((part): part is HTMLElement => part instanceof HTMLElement);
  }

  private event(event: number): HTMLElement[] {
    const { model } = this;
    const type = model.types[model.type[event]];
    const mentions = Array.from({ length: model.start[event + 1] - model.start[event] }, (_, i) => model.mention(model.start[event] + i));
    const [actor, target] = [model.actor[event], model.target[event]];
    const stance = model.stances[model.stance[event]];
    return [
      h(
        "h2",
        { class: "deed" },
        actor >= 0 ? this.actorButton(actor) : h("span", { class: "muted" }, "Someone"),
        h("span", { class: "verb" }, ` ${type?.verb ?? "acts on"} `),
        target >= 0 ? this.actorButton(target) : h("span", { class: "muted" }, actor >= 0 ? "(nobody named)" : ""),
      ),
      h(
        "p",
        { class: "about" },
        this.chip(event),
        stance !== "factual" && h("span", { class: "stance" }, stance),
        h("span", {}, this.when(event)),
        h("span", { class: "muted" }, model.quads[model.quad[event]]),
      ),
      type && h("p", { class: "muted small" }, type.definition),
      h("h3", {}, count(mentions.length, "mention")),
      ...mentions.map((mention) => mentionElement(model, mention)),
      h("p", { class: "muted small" }, "Event ", h("code", {}, model.ids[event])),
    ].filter((part): part is HTMLElement => part instanceof HTMLElement);
  }

  // -- parts ------------------------------------------------------------------------------------------------------

  private countBy(events: Int32Array, keys: (event: number) => number[]): Map<number, number> {
    const counts = new Map<number, number>();
    for (const event of events) for (const key of new Set(keys(event))) if (key >= 0) counts.set(key, (counts.get(key) ?? 0) + 1);
    return counts;
  }

  private ranking(counts: Map<number, number>, name: (key: number) => HTMLElement, most = PARTNERS, extra?: (key: number) => HTMLElement): HTMLElement {
    const top = [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, most);
    return h("ol", { class: "ranking" }, top.map(([key, n]) => h("li", {}, name(key), h("span", { class: "n" }, number(n)), extra?.(key))));
  }

  private pairs(events: Int32Array): HTMLElement {
    const { model } = this;
    const counts = new Map<string, number>();
    for (const event of events) {
      const [actor, target] = [model.actor[event], model.target[event]];
      if (actor >= 0 && target >= 0) counts.set(`${actor} ${target}`, (counts.get(`${actor} ${target}`) ?? 0) + 1);
    }
    const top = [...counts].sort((a, b) => b[1] - a[1]).slice(0, PARTNERS);
    return h(
      "ol",
      { class: "ranking" },
      top.map(([key, n]) => {
        const [actor, target] = key.split(" ").map(Number);
        const words = `${model.actors[actor].name} → ${model.actors[target].name}`;
        return h("li", {}, h("button", { type: "button", class: "name", click: () => this.on.select({ kind: "dyad", actor, target }) }, words), h("span", { class: "n" }, number(n)));
      }),
    );
  }

  /** Events, the latest first; those of unknown day at the end. */
  private list(events: Int32Array, most = PAGE): HTMLElement {
    if (events.length === 0) return h("p", { class: "muted" }, "No event passes the filters.");
    const { model } = this;
    const known = [...events].filter((e) => model.first[e] !== NO_DAY).reverse();
    const order = [...known, ...[...events].filter((e) => model.first[e] === NO_DAY)];
    const items = h("ul", { class: "events" });
    const more = h("button", { type: "button", class: "quiet", click: () => fill() });
    let shown = 0;
    const fill = (): void => {
      items.append(...order.slice(shown, shown + most).map((event) => this.item(event)));
      shown = Math.min(order.length, shown + most);
      more.hidden = shown >= order.length;
      more.textContent = `Show more of ${number(order.length)}`;
    };
    fill();
    return h("div", {}, items, more);
  }

  private item(event: number): HTMLElement {
    const { model } = this;
    const mentions = model.start[event + 1] - model.start[event];
    const stance = model.stances[model.stance[event]];
    return h(
      "li",
      {},
      h(
        "button",
        { type: "button", class: "event", click: () => this.on.select({ kind: "event", event }) },
        h("span", { class: "line" }, this.chip(event), h("span", { class: "day" }, this.when(event))),
        h("span", { class: "what" }, label(model, event), stance !== "factual" && h("em", {}, ` ${stance}`)),
        mentions > 1 && h("span", { class: "muted small" }, count(mentions, "mention")),
      ),
    );
  }

  private chip(event: number): HTMLElement {
    const chip = h("span", { class: "chip" }, this.summary.swatch(this.model.quad[event]), this.model.types[this.model.type[event]]?.name ?? "?");
    return chip;
  }

  private when(event: number): string {
    const day = this.model.first[event];
    return day === NO_DAY ? "day unknown" : periodText(day, this.model.last[event]);
  }

  private actorButton(actor: number): HTMLElement {
    return h("button", { type: "button", class: "name", click: () => this.on.select({ kind: "actor", actor }) }, this.model.actors[actor].name);
  }

  private nameOf(code: string): string {
    return this.model.points[code]?.[2] ?? this.model.actors[this.model.actorOf.get(code) ?? -1]?.name ?? code;
  }
}

function same(a: Selection, b: Selection): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
