// The ready queries of `schemas/queries/*.rq` with their parameters filled in, as `kg/queries.py` does it.
//
// What a user gives never becomes text of a query: it is checked and written as an RDF term.

import type { EventType } from "./data";

export interface Parameter {
  readonly name: string;
  readonly kind: string;
  readonly required: boolean;
  readonly initial: string;
  readonly meaning: string;
}

export interface Query {
  readonly name: string;
  readonly purpose: string;
  readonly parameters: readonly Parameter[];
  readonly text: string;
}

export interface Names {
  readonly base: string;
  readonly prefixes: Readonly<Record<string, string>>;
}

const PARAM = /^# @param (?<name>[\w-]+) (?<kind>\w+) (?<need>\S+) (?<meaning>.+)$/;
const MARK = /# (?<mark>parameter|codebook|limit|if|unless)(?<names>(?: [\w-]+)*)$/;
const VARIABLE = /VALUES \?(\w+)/;
const XSD = "http://www.w3.org/2001/XMLSchema#";

export function readQuery(name: string, text: string): Query {
  const parameters = text.split("\n").flatMap((line) => {
    const found = PARAM.exec(line)?.groups;
    if (!found) return [];
    const required = found.need === "required";
    return [{ name: found.name, kind: found.kind, required, initial: required || found.need === "optional" ? "" : found.need, meaning: found.meaning }];
  });
  return { name, purpose: text.split("\n")[0].replace(/^# /, ""), parameters, text };
}

/** The SPARQL of a query; throws an Error that says what is missing or wrong. */
export function bind(query: Query, given: Readonly<Record<string, string>>, names: Names, types: readonly EventType[]): string {
  const terms = new Map<string, string>();
  let limit = 1000;
  for (const { name, kind, required, initial } of query.parameters) {
    const value = (given[name] ?? "").trim() || initial;
    if (!value && required) throw new Error(`${name} is missing`);
    if (!value) continue;
    if (name === "limit") limit = whole(value);
    else terms.set(name, term(name, kind, value, names));
  }
  const lines = query.text.split("\n").filter((line) => !line.startsWith("#"));
  const bound = lines.map((line) => boundLine(line, terms, limit, types)).filter((line): line is string => line !== null);
  const body = bound.join("\n").trim();
  return /\bLIMIT\s+\d+\s*$/.test(body) ? body : `${body}\nLIMIT ${limit}`;
}

function boundLine(line: string, terms: ReadonlyMap<string, string>, limit: number, types: readonly EventType[]): string | null {
  const found = MARK.exec(line);
  if (!found?.groups) return line;
  const body = line.slice(0, found.index).trimEnd();
  const names = found.groups.names.split(" ").filter(Boolean);
  const put = (text: string): string => body.replace("UNDEF", () => text);
  switch (found.groups.mark) {
    case "codebook":
      return put(types.map((type) => `(<https://w3id.org/dyad/plover#${type.name}> ${quoted(quadName(type))} ${type.score.toFixed(1)})`).join(" "));
    case "limit":
      return names.some((name) => terms.has(name)) ? null : put(String(limit));
    case "parameter": {
      const value = terms.get(names[0] ?? VARIABLE.exec(body)?.[1] ?? "");
      return value === undefined ? null : put(value);
    }
    default:
      return names.some((name) => terms.has(name)) === (found.groups.mark === "if") ? body : null;
  }
}

const QUADS = ["", "verbal cooperation", "material cooperation", "verbal conflict", "material conflict"];

function quadName(type: EventType): string {
  return QUADS[type.quad];
}

function whole(value: string): number {
  if (!/^[1-9]\d*$/.test(value)) throw new Error(`limit ${value}: wanted a whole number above 0`);
  return Number(value);
}

/** The RDF term that a parameter's text means. */
function term(name: string, kind: string, value: string, { base, prefixes }: Names): string {
  const wrong = (wanted: string): Error => new Error(`${name} ${value}: wanted ${wanted}`);
  switch (kind) {
    case "day":
      if (!/^\d{4}-\d\d-\d\d$/.test(value)) throw wrong("a day as 2013-02-07");
      return `"${value}"^^<${XSD}date>`;
    case "country":
      if (!/^[A-Za-z]{3}$/.test(value)) throw wrong("three letters as IRN");
      return `<${base}actor/${value.toUpperCase()}>`;
    case "type":
      if (!/^[A-Za-z]+$/.test(value)) throw wrong("a type as REJECT");
      return `<${prefixes.plover}${value.toUpperCase()}>`;
    case "stance":
      if (!/^(factual|negated|future|hypothetical)$/i.test(value)) throw wrong("factual, negated, future or hypothetical");
      return `<${prefixes.dyad}${value.toLowerCase()}>`;
    case "integer":
      return String(whole(value));
    default:
      return `<${base}${kind}/${escaped(value.replace(`${base}${kind}/`, "").replace(`${kind}:`, ""))}>`;
  }
}

/** As Python's `quote` with `-._~` kept. */
function escaped(identifier: string): string {
  const bare = identifier.includes("%") ? decodeURIComponent(identifier) : identifier;
  return encodeURIComponent(bare).replace(/[!'()*]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`);
}

function quoted(text: string): string {
  return JSON.stringify(text);
}
