import assert from "node:assert/strict";
import test from "node:test";
import { faded } from "../src/colours";
import { toCsv } from "../src/csv";
import { makeEdges, weigh } from "../src/dyads";
import { curve, distanceTo } from "../src/geometry";
import { placeLabels } from "../src/labels";
import { Layout } from "../src/layout";
import { parts } from "../src/mark";
import { escapeXml, toSvg, withLegend } from "../src/picture";
import { arcs, spots } from "../src/places";
import { Index } from "../src/search";
import { steer } from "../src/steer";
import { eventsCsv } from "../src/table";
import { model } from "./model";

const news = model(
  { type: "REJECT", actor: "Aland", target: "Beeland", place: "Port" },
  { type: "ASSAULT", actor: "Aland", target: "Beeland", place: "Port" },
  { type: "ASSAULT", actor: "Aland", target: "Beeland" },
  { type: "AID", actor: "Beeland", target: "Aland" },
  { type: "AID", actor: "Élysée", target: "Aland" },
  { type: "AID", actor: "Ceeland" },
);
const all = Int32Array.from([0, 1, 2, 3, 4, 5]);

test("actor, action and target are marked", () => {
  const found = parts("A hit B.", [0, 1, 2, 5, 6, 7]);
  assert.deepEqual(found.map(({ text, role }) => [text, role]), [["A", "actor"], [" ", null], ["hit", "action"], [" ", null], ["B", "target"], [".", null]]);
});
test("a span within another stays visible", () => {
  const found = parts("The U.S. ambassador left", [0, 19, 20, 24, 4, 8]);
  assert.deepEqual(found.filter(({ role }) => role === "target").map(({ text }) => text), ["U.S."]);
  assert.equal(found.map(({ text }) => text).join(""), "The U.S. ambassador left");
});
test("spans outside of the sentence are left unmarked", () => assert.deepEqual(parts("Short.", [-1, -1, 3, 90, 5, 2]), [{ text: "Short.", role: null }]));

test("events of a pair are one edge, the strongest first", () => {
  const edges = makeEdges(news, "dyad");
  assert.equal(edges.size, 3);
  const weights = weigh(news, edges, all);
  assert.deepEqual([...weights.events], [3, 1, 1]);
  assert.equal(weights.quad[0], 4, "material conflict has most events");
  assert.equal(edges.of[5], -1, "an event without a target is no edge");
});
test("edges can be split by class and by type", () => {
  assert.equal(makeEdges(news, "quad").size, 4);
  assert.equal(makeEdges(news, "type").size, 4);
});
test("the same graph is laid out the same, and nobody stands on another", () => {
  const edges = makeEdges(news, "dyad");
  const place = (): Layout => {
    const layout = new Layout(edges, weigh(news, edges, all).events, ["A", "B", "C", "D"], () => 8);
    while (!layout.done) layout.step(50);
    return layout;
  };
  const [one, other] = [place(), place()];
  assert.deepEqual([...one.x], [...other.x]);
  assert.ok(Math.hypot(one.x[0] - one.x[1], one.y[0] - one.y[1]) > 1);
});

test("no name lies on another", () => {
  const crowd = Array.from({ length: 60 }, (_, i) => ({ actor: i, x: 100 + (i % 8) * 20, y: 100 + Math.floor(i / 8) * 9, r: 5, name: `Actor ${i}`, width: 50, bold: false }));
  const boxes = placeLabels(crowd, 800, 600).flatMap(({ x, y }) => (x === null ? [] : [[x, y - 11, x + 50, y + 3]]));
  assert.ok(boxes.length > 5);
  boxes.forEach(([l, t, r, b], i) => boxes.slice(i + 1).forEach(([l2, t2, r2, b2]) => assert.ok(r <= l2 || r2 <= l || b <= t2 || b2 <= t)));
});
test("an edge is hit where it bends", () => {
  const bent = curve({ x: 0, y: 0 }, { x: 100, y: 0 }, 0.4);
  assert.ok(distanceTo({ x: 50, y: -20 }, bent) < 2);
  assert.ok(distanceTo({ x: 50, y: 20 }, bent) > 20);
});

test("an actor is found by other names and without accents", () => {
  const edges = makeEdges(news, "dyad");
  const index = new Index(news, edges, weigh(news, edges, all));
  assert.equal(index.find("republic of bee")[0].name, "Beeland");
  assert.equal(index.find("elysee")[0].name, "Élysée");
  assert.ok(index.find("aland beeland").some((hit) => hit.kind === "pair" && hit.name === "Aland → Beeland"));
  assert.deepEqual(index.find("  "), []);
});

test("a map has events at places and arcs between countries", () => {
  assert.deepEqual(spots(news, all), [{ place: 0, events: 2, quad: 4 }]);
  assert.deepEqual(arcs(news, all).map(({ actor, target, events }) => [actor, target, events]), [["AAA", "BBB", 3], ["BBB", "AAA", 1]]);
});

test("cells that a spreadsheet would run get a quote", () => {
  assert.equal(toCsv(["a"], [["=1+1"], ['say "hi"'], [-3], ["-3"]]), 'a\r\n\'=1+1\r\n"say ""hi"""\r\n-3\r\n\'-3\r\n');
});
test("a table has a row an event and the sentence", () => {
  const lines = eventsCsv(news, [0, 5]).trim().split("\r\n");
  assert.equal(lines.length, 3);
  assert.ok(lines[1].includes("Sentence 0."));
});
test("a picture holds no markup from names", () => {
  const svg = toSvg({ width: 9, height: 9, paper: "#fff", shapes: [{ shape: "text", x: 0, y: 0, text: "<script>\u0001&", size: 9, fill: "#000", halo: "#fff" }] });
  assert.ok(svg.includes("&lt;script&gt;\ufffd&amp;"));
  assert.equal(escapeXml('"'), "&quot;");
});
test("a picture takes its legend along, in as many lines as it needs", () => {
  const keys = ["one", "another", "a third one"].map((words) => ({ colour: "#123456", words }));
  const high = (width: number): number => withLegend({ width, height: 100, paper: "#fff", shapes: [] }, keys, "#000").height;
  assert.ok(high(120) > high(800));
  assert.ok(toSvg(withLegend({ width: 300, height: 100, paper: "#fff", shapes: [] }, keys, "#000")).includes("a third one"));
});
test("keys move and zoom a view, and those held with Ctrl are left to the browser", () => {
  const done: string[] = [];
  const view = { move: (x: number, y: number) => done.push(`move ${x} ${y}`), zoom: () => done.push("zoom"), fit: () => done.push("fit") };
  const press = (key: string, ctrlKey = false): void => steer({ key, ctrlKey, metaKey: false, preventDefault: () => undefined } as KeyboardEvent, view);
  ["ArrowLeft", "ArrowUp", "+", "0", "x"].forEach((key) => press(key));
  press("0", true);
  assert.deepEqual(done, ["move -1 0", "move 0 1", "zoom", "fit"]);
});
test("what stands back is nearly the colour of the paper", () => assert.equal(faded("#000000", "#ffffff", 0.2), "#cccccc"));
