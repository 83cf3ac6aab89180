// What stands over a picture and below it: zoom, choices of the network, layers of the map, and what the colours mean.

import type { View } from "./address";
import { type Colours, SECTOR_GROUPS } from "./colours";
import type { Model } from "./data";
import { h, number } from "./dom";
import { FIRST_EDGES } from "./drawn";
import { SPLITS, type Split } from "./dyads";
import type { MapView } from "./map";
import type { NetworkView } from "./network";
import type { Key } from "./picture";

const SPLIT_NAMES: Record<Split, string> = { dyad: "one edge a pair", quad: "an edge a quad class", type: "an edge a type" };

export class Tools {
  readonly element = h("div", { class: "tools" });
  readonly legend = h("ul", { class: "key", "aria-label": "Legend" });
  private view: View = "network";

  constructor(
    private readonly model: Model,
    private colours: Colours,
    private readonly network: NetworkView,
    private readonly map: MapView,
  ) {}

  setColours(colours: Colours): void {
    this.colours = colours;
    this.drawLegend();
  }

  show(view: View): void {
    this.view = view;
    const button = (text: string, title: string, click: () => void): HTMLElement => h("button", { type: "button", class: "icon", "aria-label": title, title, click }, text);
    const zoomed = view === "network" ? this.network : this.map;
    const zooms = [button("+", "Zoom in", () => zoomed.zoom(1.5)), button("−", "Zoom out", () => zoomed.zoom(1 / 1.5)), button("⤢", "Show all", () => zoomed.fit())];
    if (view === "network") this.element.replaceChildren(...zooms, ...this.networkTools());
    else if (view === "map") this.element.replaceChildren(...zooms, this.layer("arcs", "Arcs"), this.layer("places", "Places"));
    else this.element.replaceChildren();
    this.drawLegend();
  }

  private networkTools(): HTMLElement[] {
    const select = (name: string, options: [string, string][], chosen: string, change: (value: string) => void): HTMLElement =>
      h("select", { "aria-label": name, title: name, change: (event: Event) => change((event.target as HTMLSelectElement).value) }, options.map(([value, words]) => h("option", { value, selected: value === chosen }, words)));
    const limits = [200, 700, FIRST_EDGES, 6000, 1_000_000].filter((_, i, all) => i === 0 || all[i - 1] < this.network.drawn.counts.all);
    const tools = [
      select("Edges", SPLITS.map((split) => [split, SPLIT_NAMES[split]]), this.network.split, (split) => {
        this.network.setSplit(split as Split);
        this.show(this.view);
      }),
      select("Colour of actors", [["kind", "colour by kind"], ["sector", "colour by sector"]], this.network.drawn.colourBy, (by) => {
        this.network.setColourBy(by as "kind" | "sector");
        this.drawLegend();
      }),
    ];
    if (limits.length > 1) {
      const words = (limit: number): string => (limit === 1_000_000 ? "all edges" : `strongest ${number(limit)}`);
      tools.push(select("Number of edges", limits.map((limit) => [String(limit), words(limit)]), String(this.network.drawn.limit), (limit) => this.network.setLimit(Number(limit))));
    }
    return tools;
  }

  private layer(layer: "arcs" | "places", words: string): HTMLElement {
    const box = h("input", { type: "checkbox", checked: this.map.drawn.layers[layer], change: () => this.map.setLayer(layer, !this.map.drawn.layers[layer]) });
    return h("label", { class: "toggle" }, box, words);
  }

  private drawLegend(): void {
    const { view } = this;
    const { quads, actors } = this.keys();
    const item = ({ colour, words }: Key, kind: string): HTMLElement => {
      const swatch = h("i", { class: `swatch ${kind}` });
      swatch.style.background = colour;
      return h("li", {}, swatch, words);
    };
    this.legend.hidden = view === "table" || view === "sparql";
    this.legend.replaceChildren(...quads.map((key) => item(key, "line")), ...actors.map((key) => item(key, "round")));
  }

  /** What the colours of edges and of actors mean; a map has no actors. */
  keys(): { quads: Key[]; actors: Key[] } {
    const { colours, model } = this;
    const quads = [2, 1, 3, 4].map((quad) => ({ colour: colours.quad(quad), words: model.quads[quad] }));
    if (this.view !== "network") return { quads, actors: [] };
    const kinds = ["Country", "Person", "Organization", "Group"].map((kind) => ({ colour: colours.kind(kind), words: kind.toLowerCase() }));
    if (this.network.drawn.colourBy === "kind") return { quads, actors: kinds };
    const there = new Set(model.actors.map((actor) => actor.sector));
    const groups = SECTOR_GROUPS.filter(({ codes }) => codes.some((code) => there.has(code)));
    const sectors = groups.map((group) => ({ colour: group[colours.theme], words: group.name }));
    return { quads, actors: [...sectors, kinds[0], { colour: colours.kind(""), words: "other" }] };
  }
}
