// Puts the page together: one state, told to every view; every view tells what the user wants.

import { type Selection, type State, type View, NOTHING, fromFragment, toFragment } from "./address";
import { Colours, type Theme } from "./colours";
import { type Model, type Raw, blockText, makeModel } from "./data";
import { dayText, parseDay } from "./days";
import { count, download, h, number } from "./dom";
import { makeEdges, weigh } from "./dyads";
import { Facets } from "./facets";
import { type Filters, type Result, evaluate, isActive, toggled } from "./filter";
import { MapView } from "./map";
import { NetworkView } from "./network";
import { Panel } from "./panel";
import { toPng, toSvg, withLegend } from "./picture";
import { type Hit, Index } from "./search";
import { SearchBox } from "./searchbox";
import { TableView, eventsCsv } from "./table";
import { TimeView } from "./time";
import { Tools } from "./tools";
import type { SparqlView } from "./sparql";

const NAMES: Record<View, string> = { network: "Network", map: "Map", table: "Table", sparql: "SPARQL" };

const darkness = matchMedia("(prefers-color-scheme: dark)");

class Page {
  private state: State;
  private result: Result;
  private colours: Colours;
  private readonly network: NetworkView;
  private readonly map: MapView;
  private readonly table: TableView;
  private readonly sparql: SparqlView | null;
  private readonly time: TimeView;
  private readonly facets: Facets;
  private readonly panel: Panel;
  private readonly search: SearchBox;
  private readonly tabs = new Map<View, HTMLButtonElement>();
  private readonly status = h("p", { class: "status", role: "status", "aria-live": "polite" });
  private readonly cut = h("p", { class: "cut", hidden: true });
  private readonly tools: Tools;
  private readonly body: HTMLElement;

  constructor(private readonly model: Model) {
    this.colours = new Colours(darkness.matches ? "dark" : "light");
    document.documentElement.dataset.theme = this.colours.theme;
    this.state = fromFragment(model, location.hash);
    this.result = evaluate(model, this.state.filters);
    const select = (selection: Selection): void => this.select(selection);
    this.network = new NetworkView(model, this.colours, { select, changed: () => this.tellCut() });
    this.map = new MapView(model, this.colours, select);
    this.tools = new Tools(model, this.colours, this.network, this.map);
    this.table = new TableView(model, this.colours, select);
    this.sparql = window.DyadSparql ? new window.DyadSparql(model) : null;
    this.time = new TimeView(model, this.colours, (span) => this.filter({ ...this.state.filters, ...span }));
    const dates = { read: parseDay, write: dayText };
    this.facets = new Facets(model, this.colours, (filters) => this.filter(filters), dates);
    this.panel = new Panel(model, this.colours, { select, filterActor: (actor) => this.filter({ ...this.state.filters, actors: new Set([actor]) }) });
    const edges = makeEdges(model, "dyad");
    const everything = Int32Array.from({ length: model.size }, (_, i) => i);
    this.search = new SearchBox(new Index(model, edges, weigh(model, edges, everything)), (hit) => this.found(hit));
    this.body = this.layout();
    document.body.append(this.body);
    this.tools.show(this.state.view);
    this.tell(true);
    this.listen();
  }

  private get views(): View[] {
    return this.sparql ? ["network", "map", "table", "sparql"] : ["network", "map", "table"];
  }

  // -- the page ---------------------------------------------------------------------------------------------------

  private layout(): HTMLElement {
    const tab = (view: View): HTMLButtonElement => {
      const button = h("button", { type: "button", role: "tab", id: `tab-${view}`, click: () => this.see(view) }, NAMES[view]);
      this.tabs.set(view, button);
      return button;
    };
    const stage = h("main", { class: "stage", "aria-label": "Events" }, this.network.element, this.map.element, this.table.element, this.sparql?.element ?? null, this.tools.element, this.cut);
    return h(
      "div",
      { class: "page" },
      h(
        "header",
        {},
        h("button", { type: "button", class: "icon menu", "aria-label": "Filters", "aria-expanded": "false", click: (event: Event) => this.drawer("filters", event) }, "☰"),
        h("h1", {}, this.model.title),
        this.search.element,
        h("div", { class: "tabs", role: "tablist", "aria-label": "Views", keydown: (event: KeyboardEvent) => this.turn(event) }, this.views.map(tab)),
        h("button", { type: "button", class: "icon theme", "aria-label": "Light or dark", title: "Light or dark", click: () => this.recolour(this.colours.theme === "dark" ? "light" : "dark") }, "◐"),
      ),
      h("div", { class: "below" }, this.status, h("span", { class: "acts" }, ...this.downloads())),
      this.facets.element,
      stage,
      this.tools.legend,
      this.panel.element,
      this.time.element,
    );
  }

  private downloads(): HTMLElement[] {
    const button = (words: string, title: string, click: () => void, name = ""): HTMLElement => h("button", { type: "button", class: `quiet ${name}`, title, click }, words);
    return [
      button("CSV", "Download the events shown as a table", () => this.saveTable()),
      button("PNG", "Download the picture as PNG", () => void this.savePicture("png"), "pictures"),
      button("SVG", "Download the picture as SVG", () => void this.savePicture("svg"), "pictures"),
    ];
  }

  // -- state ------------------------------------------------------------------------------------------------------

  private filter(filters: Filters): void {
    this.state = { ...this.state, filters };
    this.result = evaluate(this.model, filters);
    this.tell(false);
  }

  private select(selection: Selection): void {
    this.state = { ...this.state, selection };
    this.tell(false);
  }

  private see(view: View): void {
    this.state = { ...this.state, view };
    this.tools.show(this.state.view);
    this.tell(true);
  }

  private found(hit: Hit): void {
    const { filters } = this.state;
    switch (hit.kind) {
      case "actor":
        this.select({ kind: "actor", actor: hit.index });
        if (this.state.view === "network") this.network.focus(hit.index);
        break;
      case "pair":
        this.select({ kind: "dyad", actor: hit.actor, target: hit.target });
        if (this.state.view === "network") this.network.focus(hit.actor);
        break;
      case "place":
        this.filter({ ...filters, places: toggled(filters.places, hit.index) });
        break;
      case "outlet":
        this.filter({ ...filters, outlets: toggled(filters.outlets, hit.index) });
        break;
      case "type":
        this.filter({ ...filters, types: toggled(filters.types, hit.index) });
        break;
      case "text":
        this.filter({ ...filters, text: hit.name });
        break;
    }
    this.panel.focus();
  }

  /** Tells the state to every view and to the address. */
  private tell(viewToo: boolean): void {
    const { view, filters, selection } = this.state;
    const { events, anyTime } = this.result;
    this.network.update(events, selection);
    this.map.update(events, selection);
    this.table.update(events, selection);
    this.time.update(anyTime, { first: filters.first, last: filters.last });
    this.facets.update(filters, this.result);
    this.panel.update(events, selection);
    // where there is no room beside the picture, details lie over it
    this.body.classList.toggle("details", selection.kind !== "none");
    if (viewToo) this.showView(view);
    this.status.textContent = this.statusText();
    this.tellCut();
    const fragment = toFragment(this.model, this.state);
    if (fragment !== location.hash.replace(/^#/, "")) history.replaceState(null, "", fragment ? `#${fragment}` : location.pathname + location.search);
  }

  private showView(view: View): void {
    const shown = this.views.includes(view) ? view : "network";
    for (const [name, tab] of this.tabs) {
      tab.setAttribute("aria-selected", String(name === shown));
      tab.tabIndex = name === shown ? 0 : -1;
    }
    this.body.dataset.view = shown;
    this.network.show(shown === "network");
    this.map.show(shown === "map");
    this.table.show(shown === "table");
    this.sparql?.show(shown === "sparql");
  }

  private statusText(): string {
    const { events } = this.result;
    const actors = new Set<number>();
    for (const event of events) actors.add(this.model.actor[event]).add(this.model.target[event]);
    actors.delete(-1);
    const part = isActive(this.state.filters) ? `${number(events.length)} of ${count(this.model.size, "event")}` : count(events.length, "event");
    return `${part} · ${count(actors.size, "actor")}`;
  }

  /** Says what is not shown. */
  private tellCut(): void {
    const words = [];
    if (this.model.total > this.model.size) {
      words.push(`This page holds ${number(this.model.size)} of ${number(this.model.total)} events, those of the strongest pairs; export with filters for others.`);
    }
    if (this.state?.view === "network" && this.network) {
      const { all, shown } = this.network.drawn.counts;
      if (shown < all) words.push(`Drawn are the strongest ${number(shown)} of ${number(all)} edges.`);
    }
    this.cut.textContent = words.join(" ");
    this.cut.hidden = words.length === 0;
  }

  // -- what the user does -----------------------------------------------------------------------------------------

  private listen(): void {
    addEventListener("hashchange", () => {
      const fresh = fromFragment(this.model, location.hash);
      if (toFragment(this.model, fresh) === toFragment(this.model, this.state)) return;
      this.state = fresh;
      this.result = evaluate(this.model, fresh.filters);
      this.tools.show(this.state.view);
      this.tell(true);
    });
    addEventListener("keydown", (event) => {
      const typing = event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement;
      if (event.key === "/" && !typing) {
        event.preventDefault();
        this.search.input.focus();
      } else if (event.key === "Escape" && !typing) {
        if (this.body.classList.contains("filters")) this.body.classList.remove("filters");
        else this.select(NOTHING);
      }
    });
    darkness.addEventListener("change", () => this.recolour(darkness.matches ? "dark" : "light"));
  }

  /** Arrow keys go from tab to tab. */
  private turn(event: KeyboardEvent): void {
    const by = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    if (by === 0) return;
    const at = (this.views.indexOf(this.state.view) + by + this.views.length) % this.views.length;
    this.see(this.views[at]);
    this.tabs.get(this.views[at])?.focus();
  }

  private drawer(name: string, event: Event): void {
    const open = this.body.classList.toggle(name);
    (event.currentTarget as HTMLElement).setAttribute("aria-expanded", String(open));
  }

  private recolour(theme: Theme): void {
    document.documentElement.dataset.theme = theme;
    this.colours = new Colours(theme);
    for (const view of [this.network, this.map, this.tools, this.table, this.time, this.facets, this.panel]) view.setColours(this.colours);
    this.panel.update(this.result.events, this.state.selection);
  }

  private saveTable(): void {
    download(`${this.model.title}.csv`, new Blob(["\ufeff", eventsCsv(this.model, this.table.sorted)], { type: "text/csv;charset=utf-8" }));
  }

  private async savePicture(form: "png" | "svg"): Promise<void> {
    const { quads, actors } = this.tools.keys();
    const seen = this.state.view === "map" ? this.map.picture() : this.network.picture();
    const picture = withLegend(seen, [...quads, ...actors], this.colours.ink.ink);
    const blob = form === "png" ? await toPng(picture) : new Blob([toSvg(picture)], { type: "image/svg+xml" });
    download(`${this.model.title}.${form}`, blob);
  }

  /** Where an actor's disc is on the screen. For tests. */
  where(id: string): { x: number; y: number } | null {
    const at = this.network.where(id);
    const box = this.network.element.getBoundingClientRect();
    return at && { x: box.left + at.x, y: box.top + at.y };
  }
}

async function open(): Promise<void> {
  const text = await blockText("data");
  const page = new Page(makeModel(JSON.parse(text ?? "null") as Raw));
  (window as unknown as { dyadPage: Page }).dyadPage = page;
  document.documentElement.dataset.ready = "yes";
}

void open();
