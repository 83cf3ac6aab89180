import assert from "node:assert/strict";
import test from "node:test";
import type { EventType } from "../src/data";
import { bind, readQuery } from "../src/queries";

const NAMES = { base: "https://x.example/id/", prefixes: { plover: "https://x.example/plover#", dyad: "https://x.example/o#" } };
const TYPES: EventType[] = [{ name: "AID", verb: "aids", quad: 2, score: 10, definition: "" }];
const QUERY = readQuery(
  "between",
  `# The events of a country.
# @param country country required The country
# @param from day optional First day
# @param limit integer 7 How many
SELECT ?e {
  VALUES ?country { UNDEF } # parameter
  ?e dyad:actorCountry ?country .
  VALUES ?from { UNDEF } # parameter
  FILTER(?day >= ?from) # if from
  ?e dyad:label ?l . # unless from
  VALUES (?t ?q ?s) { UNDEF } # codebook
}
`,
);

test("a file tells its purpose and its parameters", () => {
  assert.equal(QUERY.purpose, "The events of a country.");
  assert.deepEqual(QUERY.parameters.map(({ name, required, initial }) => [name, required, initial]), [["country", true, ""], ["from", false, ""], ["limit", false, "7"]]);
});
test("parameters become terms, and lines that lack theirs go", () => {
  const text = bind(QUERY, { country: "irn" }, NAMES, TYPES);
  assert.ok(text.includes("VALUES ?country { <https://x.example/id/actor/IRN> }"));
  assert.ok(text.includes("dyad:label"));
  assert.ok(!text.includes("?from"));
  assert.ok(text.endsWith("LIMIT 7"));
  assert.ok(text.includes('"material cooperation" 10.0'));
});
test("a given day brings its lines", () => {
  const text = bind(QUERY, { country: "IRN", from: "2013-02-07" }, NAMES, TYPES);
  assert.ok(text.includes('"2013-02-07"^^<http://www.w3.org/2001/XMLSchema#date>'));
  assert.ok(text.includes("FILTER(?day >= ?from)"));
  assert.ok(!text.includes("dyad:label"));
});
test("what is missing or wrong is told", () => {
  assert.throws(() => bind(QUERY, {}, NAMES, TYPES), /country is missing/);
  assert.throws(() => bind(QUERY, { country: "I> }" }, NAMES, TYPES), /three letters/);
  assert.throws(() => bind(QUERY, { country: "IRN", from: "soon" }, NAMES, TYPES), /a day as/);
});
