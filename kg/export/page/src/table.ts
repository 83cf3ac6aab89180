// The events as a table that can be sorted; only the rows in sight are in the page.

import type { Selection } from "./address";
import type { Colours } from "./colours";
import { type Model, NO_DAY } from "./data";
import { dayText } from "./days";
import { h, number } from "./dom";
import { toCsv } from "./csv";

const ROW = 34;
/** Rows beyond the edge of sight that are kept ready. */
const SPARE = 8;

interface Column {
  readonly title: string;
  readonly text: (model: Model, event: number) => string;
  /** What is sorted by, where it is not the text. */
  readonly key?: (model: Model, event: number) => number;
  readonly wide?: boolean;
}

const COLUMNS: readonly Column[] = [
  { title: "Day", text: (m, e) => day(m.first[e]), key: (m, e) => m.first[e] },
  { title: "Actor", text: (m, e) => m.actors[m.actor[e]]?.name ?? "", wide: true },
  { title: "Type", text: (m, e) => m.types[m.type[e]]?.name ?? "" },
  { title: "Target", text: (m, e) => m.actors[m.target[e]]?.name ?? "", wide: true },
  { title: "Stance", text: (m, e) => m.stances[m.stance[e]] },
  { title: "Place", text: (m, e) => placeName(m, e) },
  { title: "Outlet", text: (m, e) => m.outlets[m.mentionOutlet[m.start[e]] ?? -1] ?? "" },
  { title: "Mentions", text: (m, e) => number(m.start[e + 1] - m.start[e]), key: (m, e) => m.start[e + 1] - m.start[e] },
  { title: "Confidence", text: (m, e) => m.confidence[e].toFixed(2), key: (m, e) => m.confidence[e] },
];

const HEADER = [
  ...["event_id", "first_day", "last_day", "type", "quad_class", "stance", "actor_id", "actor_name", "actor_country", "target_id"],
  ...["target_name", "target_country", "place", "mentions", "confidence", "publisher", "issued", "headline", "url", "said_by", "sentence"],
];

function day(value: number): string {
  return value === NO_DAY ? "" : dayText(value);
}

function placeName(model: Model, event: number): string {
  for (let m = model.start[event]; m < model.start[event + 1]; m++) {
    if (model.mentionPlace[m] >= 0) return model.places[model.mentionPlace[m]].name;
  }
  return "";
}

/** The chosen events as CSV, in the order given. */
export function eventsCsv(model: Model, events: Iterable<number>): string {
  return toCsv(HEADER, rows(model, events));
}

function* rows(model: Model, events: Iterable<number>): Generator<(string | number)[]> {
  for (const e of events) {
    const [actor, target] = [model.actors[model.actor[e]], model.actors[model.target[e]]];
    const mentions = model.start[e + 1] - model.start[e];
    const best = mentions > 0 ? model.mention(model.start[e]) : null;
    yield [
      ...[model.ids[e], day(model.first[e]), day(model.last[e]), model.types[model.type[e]]?.name ?? "", model.quads[model.quad[e]]],
      ...[model.stances[model.stance[e]], actor?.id ?? "", actor?.name ?? "", actor?.country ?? "", target?.id ?? "", target?.name ?? ""],
      ...[target?.country ?? "", placeName(model, e), mentions, Math.round(model.confidence[e] * 1000) / 1000],
      ...[model.outlets[best?.article.outlet ?? -1] ?? "", best?.article.issued ?? "", best?.article.title ?? "", best?.article.url ?? ""],
      ...[best?.said?.name ?? "", best?.sentence ?? ""],
    ];
  }
}

export class TableView {
  readonly element: HTMLElement;
  private readonly head = h("div", { class: "row headrow", role: "row" });
  private readonly body = h("div", { class: "rows", role: "rowgroup" });
  private readonly scroller: HTMLElement;
  private readonly empty = h("p", { class: "empty", hidden: true }, "No event passes the filters.");
  private order: Int32Array = new Int32Array(0);
  private events: Int32Array = new Int32Array(0);
  private selection: Selection = { kind: "none" };
  private column = 0;
  private down = true;
  private visible = false;

  constructor(
    private readonly model: Model,
    private colours: Colours,
    private readonly select: (selection: Selection) => void,
  ) {
    this.scroller = h("div", { class: "scroller", tabindex: 0, role: "table", "aria-label": "Events", scroll: () => this.draw() }, this.head, this.body);
    this.element = h("div", { class: "view table", hidden: true }, this.scroller, this.empty);
    this.drawHead();
    new ResizeObserver(() => this.draw()).observe(this.scroller);
  }

  setColours(colours: Colours): void {
    this.colours = colours;
    this.draw();
  }

  show(visible: boolean): void {
    this.visible = visible;
    this.element.hidden = !visible;
    if (visible) this.sort();
  }

  update(events: Int32Array, selection: Selection): void {
    this.selection = selection;
    if (events !== this.events) {
      this.events = events;
      this.scroller.scrollTop = 0;
      if (this.visible) this.sort();
    } else if (this.visible) this.draw();
  }

  /** The events in the order of the table. */
  get sorted(): Int32Array {
    if (!this.visible) this.sort();
    return this.order;
  }

  private sort(): void {
    const { text, key } = COLUMNS[this.column];
    const sign = this.down ? -1 : 1;
    const values = new Map<number, number | string>();
    for (const event of this.events) values.set(event, key ? key(this.model, event) : text(this.model, event));
    const collator = new Intl.Collator("en");
    this.order = this.events.slice().sort((a, b) => {
      const [x, y] = [values.get(a), values.get(b)];
      const by = typeof x === "number" ? x - (y as number) : collator.compare(x as string, y as string);
      return sign * by || a - b;
    });
    this.empty.hidden = this.order.length > 0;
    this.draw();
  }

  private drawHead(): void {
    this.head.replaceChildren(
      ...COLUMNS.map(({ title, wide }, i) => {
        const sorted = i === this.column ? (this.down ? "descending" : "ascending") : "none";
        const sign = i === this.column ? (this.down ? " ↓" : " ↑") : "";
        return h("div", { class: wide ? "cell wide" : "cell", role: "columnheader", "aria-sort": sorted }, h("button", { type: "button", click: () => this.sortBy(i) }, title + sign));
      }),
    );
  }

  private sortBy(column: number): void {
    this.down = column === this.column ? !this.down : COLUMNS[column].key !== undefined;
    this.column = column;
    this.drawHead();
    (this.head.children[column].firstElementChild as HTMLElement).focus();
    this.sort();
  }

  private draw(): void {
    if (!this.visible) return;
    const { scrollTop, clientHeight } = this.scroller;
    const from = Math.max(0, Math.floor(scrollTop / ROW) - SPARE);
    const to = Math.min(this.order.length, Math.ceil((scrollTop + clientHeight) / ROW) + SPARE);
    this.scroller.setAttribute("aria-rowcount", String(this.order.length + 1));
    this.body.style.height = `${this.order.length * ROW}px`;
    const focused = (document.activeElement as HTMLElement | null)?.dataset.event;
    this.body.replaceChildren(...Array.from(this.order.subarray(from, to), (event, i) => this.row(event, from + i)));
    if (focused !== undefined) this.body.querySelector<HTMLElement>(`[data-event="${CSS.escape(focused)}"]`)?.focus();
  }

  private row(event: number, at: number): HTMLElement {
    const chosen = this.selection.kind === "event" && this.selection.event === event;
    const open = (): void => this.select({ kind: "event", event });
    const row = h(
      "div",
      {
        class: chosen ? "row chosen" : "row",
        role: "row",
        tabindex: 0,
        "aria-rowindex": at + 2,
        "data-event": event,
        click: open,
        keydown: (pressed: KeyboardEvent) => this.key(pressed, at, open),
      },
      COLUMNS.map(({ text, wide, title }) => {
        const swatch = h("i", { class: "swatch" });
        swatch.style.background = this.colours.quad(this.model.quad[event]);
        return h("div", { class: wide ? "cell wide" : "cell", role: "cell" }, title === "Type" && swatch, text(this.model, event));
      }),
    );
    row.style.top = `${at * ROW}px`;
    return row;
  }

  private key(pressed: KeyboardEvent, at: number, open: () => void): void {
    if (pressed.key === "Enter" || pressed.key === " ") {
      pressed.preventDefault();
      open();
    } else if (pressed.key === "ArrowDown" || pressed.key === "ArrowUp") {
      pressed.preventDefault();
      const next = at + (pressed.key === "ArrowDown" ? 1 : -1);
      if (next < 0 || next >= this.order.length) return;
      const top = next * ROW;
      if (top < this.scroller.scrollTop) this.scroller.scrollTop = top;
      else if (top + 2 * ROW > this.scroller.scrollTop + this.scroller.clientHeight) this.scroller.scrollTop = top + 3 * ROW - this.scroller.clientHeight;
      this.draw();
      this.body.querySelector<HTMLElement>(`[data-event="${this.order[next]}"]`)?.focus();
    }
  }
}
