// SPARQL in the page: the graph lies in the file, Oxigraph answers as WebAssembly. A program of its own, so that pages
// without it stay small.

import { Store, initSync } from "oxigraph/web.js";
import { blockBytes, blockText } from "./data";
import { count, download, h, link } from "./dom";
import { type Names, type Query, bind, readQuery } from "./queries";
import { toCsv } from "./csv";
import type { Model } from "./data";

/** Rows that are shown; a download has all. */
const SHOWN = 500;
const EXAMPLE = "SELECT ?who ?whom (COUNT(*) AS ?events) {\n  ?e dyad:actor ?who ; dyad:target ?whom\n} GROUP BY ?who ?whom ORDER BY DESC(?events) LIMIT 20";

interface Term {
  readonly termType: string;
  readonly value: string;
}

export class SparqlView {
  readonly element: HTMLElement;
  private readonly text: HTMLTextAreaElement;
  private readonly result = h("div", { class: "result", role: "region", "aria-label": "Result", "aria-live": "polite" });
  private readonly form = h("div", { class: "parameters" });
  private readonly choose: HTMLSelectElement;
  private names: Names = { base: "", prefixes: {} };
  private queries: Query[] = [];
  private store: Store | null = null;

  constructor(private readonly model: Model) {
    this.text = h("textarea", {
      spellcheck: "false",
      rows: 9,
      "aria-label": "SPARQL query",
      keydown: (event: KeyboardEvent) => {
        if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) void this.run();
      },
    });
    this.text.value = EXAMPLE;
    this.choose = h("select", { "aria-label": "Ready query", change: () => this.pick() });
    this.element = h(
      "div",
      { class: "view sparql", hidden: true },
      h("div", { class: "ask" }, h("label", {}, "Ready queries ", this.choose), this.form, this.text, h("div", { class: "bar" }, h("button", { type: "button", class: "primary", click: () => void this.run() }, "Ask"), h("span", { class: "muted small" }, "Ctrl+Enter asks too. The usual prefixes need no declaration."))),
      this.result,
    );
  }

  show(visible: boolean): void {
    this.element.hidden = !visible;
    if (visible && this.queries.length === 0) void this.load();
  }

  private async load(): Promise<void> {
    const { base, prefixes, queries } = JSON.parse((await blockText("queries")) ?? "{}") as Names & { queries: [string, string][] };
    this.names = { base, prefixes };
    this.queries = queries.map(([name, text]) => readQuery(name, text));
    this.choose.replaceChildren(h("option", { value: "" }, "choose one"), ...this.queries.map(({ name, purpose }) => h("option", { value: name }, `${name}: ${purpose}`)));
  }

  private async open(): Promise<Store> {
    if (this.store) return this.store;
    this.result.replaceChildren(h("p", { class: "muted" }, "Opening the graph…"));
    initSync({ module: new WebAssembly.Module((await blockBytes("engine")) as ArrayBuffer) });
    const store = new Store();
    store.load(new Uint8Array((await blockBytes("graph")) as ArrayBuffer), { format: "application/n-triples", lenient: true });
    return (this.store = store);
  }

  private pick(): void {
    const query = this.queries.find(({ name }) => name === this.choose.value);
    if (!query) return this.form.replaceChildren();
    const fields = query.parameters.map(({ name, required, initial, meaning, kind }) =>
      h("label", { title: meaning }, `${name}${required ? " *" : ""}`, h("input", { name, value: initial, placeholder: kind, input: () => this.fill(query) })),
    );
    this.form.replaceChildren(...fields);
    this.fill(query);
  }

  private fill(query: Query): void {
    const given = Object.fromEntries([...this.form.querySelectorAll("input")].map(({ name, value }) => [name, value]));
    try {
      this.text.value = bind(query, given, this.names, this.model.types);
    } catch (wrong) {
      this.text.value = `# ${(wrong as Error).message}\n# ${query.parameters.find((p) => p.required)?.meaning ?? ""}`;
    }
  }

  private async run(): Promise<void> {
    try {
      const store = await this.open();
      const prologue = Object.entries(this.names.prefixes).map(([name, space]) => `PREFIX ${name}: <${space}>\n`).join("");
      const began = performance.now();
      const found = store.query(prologue + this.text.value) as unknown;
      this.tell(found, performance.now() - began);
    } catch (wrong) {
      this.result.replaceChildren(h("p", { class: "error", role: "alert" }, String((wrong as Error).message ?? wrong)));
    }
  }

  private tell(found: unknown, milliseconds: number): void {
    const took = ` in ${Math.max(1, Math.round(milliseconds))} ms`;
    if (typeof found === "boolean") return this.result.replaceChildren(h("p", { class: "big" }, found ? "yes" : "no"));
    const rows = found as (Map<string, Term> | { subject: Term; predicate: Term; object: Term })[];
    const maps = rows.map((row) => (row instanceof Map ? row : new Map(Object.entries({ subject: row.subject, predicate: row.predicate, object: row.object }))));
    const columns = [...new Set(maps.flatMap((row) => [...row.keys()]))];
    const csv = (): void =>
      download("answer.csv", new Blob([toCsv(columns, maps.map((row) => columns.map((name) => row.get(name)?.value ?? "")))], { type: "text/csv" }));
    this.result.replaceChildren(
      h("p", { class: "muted" }, count(rows.length, "row") + took, rows.length > SHOWN && `, the first ${SHOWN} shown`, " ", rows.length > 0 && h("button", { type: "button", class: "quiet", click: csv }, "CSV")),
      h(
        "table",
        {},
        h("thead", {}, h("tr", {}, columns.map((name) => h("th", { scope: "col" }, name)))),
        h("tbody", {}, maps.slice(0, SHOWN).map((row) => h("tr", {}, columns.map((name) => h("td", {}, this.cell(row.get(name))))))),
      ),
    );
  }

  private cell(term: Term | undefined): Node | string {
    if (!term) return "";
    if (term.termType !== "NamedNode") return term.value;
    const prefix = Object.entries(this.names.prefixes).find(([, space]) => term.value.startsWith(space));
    return prefix ? `${prefix[0]}:${term.value.slice(prefix[1].length)}` : link(term.value, term.value);
  }
}

declare global {
  interface Window {
    DyadSparql?: typeof SparqlView;
  }
}
window.DyadSparql = SparqlView;
