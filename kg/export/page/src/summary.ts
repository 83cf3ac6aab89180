// Some events in short: how many, cooperation against conflict, and over time.

import { extent, makeBars } from "./bars";
import type { Colours } from "./colours";
import type { Model } from "./data";
import { periodText, stepFor } from "./days";
import { count, h, number, s } from "./dom";
import { quadCounts } from "./dyads";

const SPARK_BARS = 48;

export class Summary {
  constructor(
    private readonly model: Model,
    public colours: Colours,
  ) {}

  /** Number of events, cooperation against conflict, and events over time. */
  all(events: Int32Array): HTMLElement[] {
    return [h("p", { class: "big" }, h("strong", {}, number(events.length)), events.length === 1 ? " event" : " events"), this.balance(events, true), this.spark(events)];
  }

  balance(events: Int32Array, legend = false): HTMLElement {
    const counts = quadCounts(this.model, events);
    const all = Math.max(1, events.length);
    const words = [1, 2, 3, 4].map((quad) => `${this.model.quads[quad]} ${counts[quad]}`).join(", ");
    const bar = h("div", { class: "balance", role: "img", "aria-label": words });
    for (const quad of [2, 1, 0, 3, 4]) {
      if (counts[quad] === 0) continue;
      const part = h("span", { title: `${this.model.quads[quad]}: ${count(counts[quad], "event")}` });
      part.style.width = `${(100 * counts[quad]) / all}%`;
      part.style.background = this.colours.quad(quad);
      bar.append(part);
    }
    if (!legend) return bar;
    const keys = [2, 1, 3, 4].map((quad) => h("li", {}, this.swatch(quad), ` ${this.model.quads[quad]} `, h("b", {}, number(counts[quad]))));
    return h("div", {}, bar, h("ul", { class: "legend" }, keys));
  }

  swatch(quad: number): HTMLElement {
    const swatch = h("i", { class: "swatch" });
    swatch.style.background = this.colours.quad(quad);
    return swatch;
  }

  private spark(events: Int32Array): HTMLElement {
    const span = extent(this.model);
    if (span === null) return h("p", { class: "muted small" }, "No known days.");
    const passes = new Uint8Array(this.model.size);
    for (const event of events) passes[event] = 1;
    const step = stepFor(span[1] - span[0] + 1, SPARK_BARS);
    const bars = makeBars(this.model, passes, span[0], span[1], step);
    const most = Math.max(1, ...bars.map((bar) => bar.total));
    const wide = 100 / bars.length;
    const columns = bars.flatMap((bar, i) => {
      let y = 30;
      return [...bar.byQuad.keys()].flatMap((quad) => {
        const tall = (28 * bar.byQuad[quad]) / most;
        y -= tall;
        return tall > 0 ? [s("rect", { x: i * wide, y, width: Math.max(0.4, wide * 0.85), height: tall, fill: this.colours.quad(quad) })] : [];
      });
    });
    const name = `Events a ${step}, ${periodText(span[0], span[1])}, at most ${most}`;
    const plot = s("svg", { class: "spark", viewBox: "0 0 100 30", preserveAspectRatio: "none", role: "img", "aria-label": name }, s("title", {}, name), columns);
    return h("div", { class: "sparkbox" }, plot, h("div", { class: "ends muted small" }, h("span", {}, periodText(span[0], span[0])), h("span", {}, periodText(span[1], span[1]))));
  }
}
