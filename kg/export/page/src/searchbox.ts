// The search field with its list of suggestions: a combobox as ARIA describes it.

import { h } from "./dom";
import type { Hit, Index } from "./search";

const KINDS: Record<Hit["kind"], string> = { actor: "Actor", pair: "Pair", place: "Place", outlet: "Outlet", type: "Type", text: "Words" };

export class SearchBox {
  readonly element: HTMLElement;
  readonly input: HTMLInputElement;
  private readonly list = h("ul", { id: "hits", role: "listbox", "aria-label": "Found", hidden: true });
  private hits: Hit[] = [];
  private at = 0;

  constructor(
    private readonly index: Index,
    private readonly chosen: (hit: Hit) => void,
  ) {
    this.input = h("input", {
      type: "search",
      role: "combobox",
      placeholder: "Search actors, pairs, places, words",
      "aria-label": "Search actors, pairs, places, outlets, types and words",
      "aria-expanded": "false",
      "aria-controls": "hits",
      "aria-autocomplete": "list",
      autocomplete: "off",
      spellcheck: "false",
      input: () => this.search(),
      focus: () => this.search(),
      blur: () => this.open(false),
      keydown: (event: KeyboardEvent) => this.key(event),
    });
    this.element = h("div", { class: "search", role: "search" }, this.input, this.list);
  }

  private search(): void {
    this.hits = this.index.find(this.input.value);
    this.at = 0;
    this.list.replaceChildren(
      ...this.hits.map((hit, i) =>
        h(
          "li",
          { role: "option", id: `hit-${i}`, pointerdown: (event: Event) => event.preventDefault(), click: () => this.choose(i) },
          h("span", { class: "kind" }, KINDS[hit.kind]),
          h("span", { class: "what" }, hit.name),
          h("span", { class: "muted small" }, hit.note),
        ),
      ),
    );
    if (this.hits.length === 0 && this.input.value.trim()) this.list.append(h("li", { class: "muted" }, "Nothing found."));
    this.open(this.list.childElementCount > 0);
    this.mark();
  }

  private open(open: boolean): void {
    this.list.hidden = !open;
    this.input.setAttribute("aria-expanded", String(open));
  }

  private mark(): void {
    [...this.list.children].forEach((item, i) => item.setAttribute("aria-selected", String(i === this.at)));
    if (this.hits.length > 0) this.input.setAttribute("aria-activedescendant", `hit-${this.at}`);
    else this.input.removeAttribute("aria-activedescendant");
    this.list.children[this.at]?.scrollIntoView({ block: "nearest" });
  }

  private choose(index: number): void {
    const hit = this.hits[index];
    if (!hit) return;
    this.input.value = "";
    this.hits = [];
    this.open(false);
    this.input.blur();
    this.chosen(hit);
  }

  private key(event: KeyboardEvent): void {
    if (event.key === "Escape") {
      this.input.value = "";
      this.open(false);
      this.input.blur();
    } else if (event.key === "Enter") {
      this.choose(this.at);
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const by = event.key === "ArrowDown" ? 1 : -1;
      this.at = (this.at + by + this.hits.length) % Math.max(1, this.hits.length);
      this.mark();
    }
  }
}
