import assert from "node:assert/strict";
import test from "node:test";
import { fromFragment, toFragment } from "../src/address";
import { EVERYTHING, type Filters, evaluate } from "../src/filter";
import { model } from "./model";

const news = model(
  { type: "CONSULT", actor: "Aland", target: "Beeland", day: 100, outlet: "Post", place: "Port" },
  { type: "ASSAULT", actor: "Beeland", target: "Aland", day: 110, outlet: "Ledger", confidence: 0.5 },
  { type: "REJECT", actor: "Aland", target: "Ceeland", day: 120, stance: "negated", sentence: "Ālánd did not refuse the TRUCE." },
  { type: "AID", actor: "Ceeland", day: null },
);

function passing(wanted: Partial<Filters>): number[] {
  return [...evaluate(news, { ...EVERYTHING, ...wanted }).events];
}

test("without conditions everything passes", () => assert.deepEqual(passing({}), [0, 1, 2, 3]));
test("an actor passes at either end", () => assert.deepEqual(passing({ actors: new Set([1]) }), [0, 1]));
test("between two actors both ends must be among them", () => {
  assert.deepEqual(passing({ actors: new Set([0, 1]), between: true }), [0, 1]);
  assert.deepEqual(passing({ actors: new Set([0, 1]) }), [0, 1, 2]);
});
test("days are inclusive, and an unknown day lies in no span", () => {
  assert.deepEqual(passing({ first: 110, last: 120 }), [1, 2]);
  assert.deepEqual(passing({ first: 0 }), [0, 1, 2]);
});
test("all conditions must hold", () => assert.deepEqual(passing({ quads: new Set([1, 4]), first: 105 }), [1]));
test("stance, outlet, place, type and confidence filter", () => {
  assert.deepEqual(passing({ stances: new Set([1]) }), [2]);
  assert.deepEqual(passing({ outlets: new Set([1]) }), [1]);
  assert.deepEqual(passing({ places: new Set([0]) }), [0]);
  assert.deepEqual(passing({ types: new Set([3]) }), [1]);
  assert.deepEqual(passing({ confidence: 0.9 }), [0, 2, 3]);
});
test("words are found in any case", () => assert.deepEqual(passing({ text: "truce" }), [2]));
test("a choice tells how many events it would show if its own kind were off", () => {
  const { counts } = evaluate(news, { ...EVERYTHING, types: new Set([0]), first: 100, last: 110 });
  assert.deepEqual([...counts.types], [1, 0, 0, 1]);
  assert.deepEqual([...counts.stances], [1, 0, 0, 0]);
});
test("the histogram shows what passes all but the time", () => {
  assert.deepEqual([...evaluate(news, { ...EVERYTHING, first: 120, last: 120 }).anyTime], [1, 1, 1, 1]);
});

test("an address brings the same view back", () => {
  const filters = { ...EVERYTHING, actors: new Set([0, 2]), between: true, types: new Set([1]), quads: new Set([2]), stances: new Set([0]), outlets: new Set([1]), places: new Set([0]), confidence: 0.35, first: 100, last: 120, text: "a & b=c" };
  const state = { view: "map", filters, selection: { kind: "dyad", actor: 0, target: 1 } } as const;
  assert.deepEqual(fromFragment(news, `#${toFragment(news, state)}`), state);
});
test("an address of another page is read as far as it means something", () => {
  const { view, filters, selection } = fromFragment(news, "#view=moon&actor=nobody&actor=aland&type=X&from=soon&confidence=7&see=event&see=gone");
  assert.equal(view, "network");
  assert.deepEqual(filters, { ...EVERYTHING, actors: new Set([0]) });
  assert.deepEqual(selection, { kind: "none" });
});
