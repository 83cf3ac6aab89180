// The histogram of events with a brush. Drawn as SVG, so that its two handles are sliders for keyboard and screen reader.

import { type Bar, extent, makeBars } from "./bars";
import type { Colours } from "./colours";
import type { Model } from "./data";
import { type Step, barName, barStart, dayText, nextBar, periodText, stepFor, ticks } from "./days";
import { count, h, s } from "./dom";
import { type Beat, Player } from "./player";

const HEIGHT = 84;
const AXIS = 20;
const TOP = 8;
const SIDE = 12;
/** Pixels that a bar and a mark of the axis need. */
const BAR = 7;
const MARK = 74;
/** A drag of fewer pixels is a click. */
const CLICK = 4;

export interface Span {
  readonly first: number | null;
  readonly last: number | null;
}

export class TimeView {
  readonly element: HTMLElement;
  private readonly plot = s("svg", { class: "plot", role: "group", "aria-label": "Events over time" });
  private readonly back = s("g");
  private readonly player = new Player(() => this.begin());
  private readonly words = h("span", { class: "span" });
  private readonly step = h("span", { class: "muted" });
  private readonly handles: [SVGElement, SVGElement];
  private whole: [number, number];
  private seen: [number, number];
  private span: Span = { first: null, last: null };
  private passes: Uint8Array = new Uint8Array(0);
  private readonly known: boolean;

  constructor(
    private readonly model: Model,
    private colours: Colours,
    private readonly changed: (span: Span) => void,
  ) {
    const found = extent(model);
    this.known = found !== null;
    const [first, last] = found ?? [0, 1];
    this.whole = [first, last];
    this.seen = [first, last];
    const button = (text: string, title: string, click: () => void): HTMLButtonElement =>
      h("button", { type: "button", class: "icon", "aria-label": title, title, click }, text);
    this.handles = [this.handle("first"), this.handle("last")];
    this.element = h(
      "section",
      { class: "time", "aria-label": "Time" },
      h(
        "div",
        { class: "bar" },
        this.player.button,
        button("+", "Zoom in on time", () => this.zoom(0.5)),
        button("−", "Zoom out of time", () => this.zoom(2)),
        button("↔", "Show all of time", () => this.all()),
        this.words,
        this.step,
      ),
      this.plot,
    );
    if (this.known) this.plot.append(this.back, ...this.handles);
    this.listen();
    new ResizeObserver(() => this.draw()).observe(this.plot);
  }

  setColours(colours: Colours): void {
    this.colours = colours;
    this.draw();
  }

  update(passes: Uint8Array, span: Span): void {
    this.passes = passes;
    this.span = span;
    this.draw();
  }

  // -- drawing ----------------------------------------------------------------------------------------------------

  private get width(): number {
    return Math.max(160, this.plot.clientWidth);
  }
  private get length(): number {
    return Math.max(1, this.seen[1] + 1 - this.seen[0]);
  }
  private x(day: number): number {
    return SIDE + ((day - this.seen[0]) / this.length) * (this.width - 2 * SIDE);
  }
  private day(x: number): number {
    return this.seen[0] + ((x - SIDE) / (this.width - 2 * SIDE)) * this.length;
  }
  private get bars(): Step {
    return stepFor(this.length, Math.max(20, (this.width - 2 * SIDE) / BAR));
  }

  private draw(): void {
    if (!this.known) {
      this.words.textContent = "No event has a known day.";
      return;
    }
    const step = this.bars;
    const bars = makeBars(this.model, this.passes, this.seen[0], this.seen[1], step);
    const most = Math.max(1, ...bars.map((bar) => bar.total));
    const { first, last } = this.span;
    this.words.textContent = first === null && last === null ? periodText(...this.whole) : periodText(first ?? this.whole[0], last ?? this.whole[1]);
    const highest = Math.max(0, ...bars.map((bar) => bar.total));
    this.step.textContent = highest === 0 ? "no event here" : `bars are ${step}s, the highest ${count(highest, "event")}`;
    this.plot.setAttribute("viewBox", `0 0 ${this.width} ${HEIGHT}`);
    // the handles stay where they are in the page, so that they keep the focus
    this.back.replaceChildren(...this.axis(), ...bars.flatMap((bar) => this.column(bar, most, step)), ...this.brush());
  }

  private axis(): SVGElement[] {
    const base = HEIGHT - AXIS;
    const marks = ticks(this.seen[0], this.seen[1], Math.max(2, this.width / MARK));
    return [
      s("line", { class: "base", x1: SIDE, x2: this.width - SIDE, y1: base + 0.5, y2: base + 0.5 }),
      ...marks.flatMap(({ day, text }) => [
        s("line", { class: "tick", x1: this.x(day), x2: this.x(day), y1: base, y2: base + 4 }),
        s("text", { class: "mark", x: Math.min(this.x(day), this.width - 24), y: HEIGHT - 5, "text-anchor": this.x(day) < 24 ? "start" : "middle" }, text),
      ]),
    ];
  }

  private column(bar: Bar, most: number, step: Step): SVGElement[] {
    if (bar.total === 0) return [];
    const left = Math.max(SIDE, this.x(bar.start));
    const right = Math.min(this.width - SIDE, this.x(bar.end));
    const high = HEIGHT - AXIS - TOP;
    const { first, last } = this.span;
    const out = (first !== null && bar.end <= first) || (last !== null && bar.start > last);
    let y = HEIGHT - AXIS;
    const parts: SVGElement[] = [];
    bar.byQuad.forEach((events, quad) => {
      const tall = (events / most) * high;
      if (events === 0) return;
      y -= tall;
      parts.push(s("rect", { x: left, y, width: Math.max(1.5, right - left - 1), height: tall, fill: this.colours.quad(quad) }));
    });
    return [s("g", { class: out ? "out" : "" }, s("title", {}, `${barName(bar.start, step)}: ${count(bar.total, "event")}`), parts)];
  }

  private brush(): SVGElement[] {
    const { first, last } = this.span;
    const [from, to] = [first ?? this.seen[0], last ?? this.seen[1]];
    const clamp = (x: number): number => Math.max(SIDE, Math.min(this.width - SIDE, x));
    const [left, right] = [clamp(this.x(from)), clamp(this.x(to + 1))];
    this.handles.forEach((handle, i) => {
      const x = i === 0 ? left : right;
      handle.setAttribute("transform", `translate(${x} 0)`);
      const day = i === 0 ? from : to;
      handle.setAttribute("aria-valuenow", String(day));
      handle.setAttribute("aria-valuetext", dayText(day));
      handle.setAttribute("aria-valuemin", String(this.whole[0]));
      handle.setAttribute("aria-valuemax", String(this.whole[1]));
    });
    const active = first !== null || last !== null;
    return [
      ...(active ? [s("rect", { class: "brush", x: left, y: TOP - 4, width: Math.max(2, right - left), height: HEIGHT - AXIS - TOP + 4 })] : []),
    ];
  }

  private handle(which: "first" | "last"): SVGElement {
    return s(
      "g",
      {
        class: "handle",
        tabindex: 0,
        role: "slider",
        "data-end": which,
        "aria-label": which === "first" ? "First day" : "Last day",
        keydown: (event: KeyboardEvent) => this.key(event, which),
      },
      s("line", { y1: TOP - 4, y2: HEIGHT - AXIS }),
      s("rect", { x: -4, y: 24, width: 8, height: 22, rx: 3 }),
    );
  }

  // -- what the user does -----------------------------------------------------------------------------------------

  private listen(): void {
    let from = 0;
    let mode: "new" | "move" | "first" | "last" = "new";
    let grabbed: Span = this.span;
    this.plot.addEventListener("pointerdown", (event) => {
      if (event.button !== 0 || !this.known) return;
      this.player.stop();
      from = this.position(event);
      grabbed = this.span;
      const end = (event.target as Element).closest("[data-end]")?.getAttribute("data-end");
      mode = end === "first" || end === "last" ? end : this.inBrush(from) ? "move" : "new";
      this.plot.setPointerCapture(event.pointerId);
      let to: number | null = null;
      const follow = (): void => {
        if (to !== null) this.drag(mode, from, to, grabbed);
        to = null;
      };
      // once a frame: a large graph takes longer to filter than a mouse to move
      const move = (moved: PointerEvent): void => {
        if (to === null) requestAnimationFrame(follow);
        to = this.position(moved);
      };
      const up = (ended: PointerEvent): void => {
        follow();
        this.plot.removeEventListener("pointermove", move);
        if (mode === "new" && Math.abs(this.position(ended) - from) < CLICK) this.changed({ first: null, last: null });
      };
      this.plot.addEventListener("pointermove", move);
      this.plot.addEventListener("pointerup", up, { once: true });
      this.plot.addEventListener("pointercancel", () => this.plot.removeEventListener("pointermove", move), { once: true });
    });
    this.plot.addEventListener("dblclick", () => this.zoomToSpan());
    this.plot.addEventListener(
      "wheel",
      (event) => {
        event.preventDefault();
        this.zoom(event.deltaY > 0 ? 1.25 : 0.8, this.day(this.position(event)));
      },
      { passive: false },
    );
  }

  private position(event: MouseEvent): number {
    return event.clientX - this.plot.getBoundingClientRect().left;
  }

  private inBrush(x: number): boolean {
    const { first, last } = this.span;
    if (first === null || last === null) return false;
    return x > this.x(first) && x < this.x(last + 1);
  }

  private drag(mode: "new" | "move" | "first" | "last", from: number, to: number, grabbed: Span): void {
    if (mode === "new") {
      if (Math.abs(to - from) < CLICK) return;
      this.set(this.day(Math.min(from, to)), this.day(Math.max(from, to)));
    } else if (mode === "move" && grabbed.first !== null && grabbed.last !== null) {
      const by = Math.round(this.day(to) - this.day(from));
      this.set(grabbed.first + by, grabbed.last + by);
    } else if (mode === "first") {
      this.set(this.day(to), grabbed.last ?? this.whole[1]);
    } else {
      this.set(grabbed.first ?? this.whole[0], this.day(to) - 1);
    }
  }

  private set(first: number, last: number): void {
    const [from, to] = [Math.round(Math.max(this.whole[0], first)), Math.round(Math.min(this.whole[1], last))];
    if (from > to) return;
    this.changed(from === this.whole[0] && to === this.whole[1] ? { first: null, last: null } : { first: from, last: to });
  }

  private key(event: KeyboardEvent, which: "first" | "last"): void {
    const moves: Record<string, number> = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageUp: 30, PageDown: -30 };
    const days: Record<Step, number> = { day: 1, week: 7, month: 30, quarter: 91, year: 365 };
    const [first, last] = [this.span.first ?? this.whole[0], this.span.last ?? this.whole[1]];
    let by = (moves[event.key] ?? 0) * days[this.bars];
    if (event.key === "Home") by = this.whole[0] - (which === "first" ? first : last);
    else if (event.key === "End") by = this.whole[1] - (which === "first" ? first : last);
    else if (by === 0) return;
    event.preventDefault();
    if (which === "first") this.set(Math.min(first + by, last), last);
    else this.set(first, Math.max(last + by, first));
  }

  private zoom(factor: number, around?: number): void {
    const middle = around ?? (this.span.first !== null && this.span.last !== null ? (this.span.first + this.span.last) / 2 : (this.seen[0] + this.seen[1]) / 2);
    const [first, last] = this.seen;
    const from = Math.max(this.whole[0], Math.round(middle - (middle - first) * factor));
    const to = Math.min(this.whole[1], Math.round(middle + (last - middle) * factor));
    if (to - from < 6 && factor < 1) return;
    this.seen = [from, to];
    this.draw();
  }

  private zoomToSpan(): void {
    const { first, last } = this.span;
    if (first === null || last === null) return;
    this.seen = [first, Math.max(last, first + 6)];
    this.draw();
  }

  private all(): void {
    this.seen = this.whole;
    this.draw();
  }

  // -- playing ----------------------------------------------------------------------------------------------------

  /** Chooses a window where none is chosen, and gives what moves it by a bar. */
  private begin(): Beat {
    const step = this.bars;
    const { first, last } = this.span;
    if (first === null || last === null || last >= this.whole[1]) {
      // a window of a tenth of what is seen, from its begin
      const wide = Math.max(1, Math.round(this.length / 10));
      const from = barStart(this.seen[0], step);
      this.set(from, Math.min(this.whole[1], from + wide - 1));
    }
    return () => this.beat(step);
  }

  private beat(step: Step): boolean {
    const { first, last } = this.span;
    if (first === null || last === null || last >= this.whole[1]) return false;
    const by = nextBar(barStart(first, step), step) - barStart(first, step);
    this.set(first + by, Math.min(this.whole[1], last + by));
    return true;
  }
}
