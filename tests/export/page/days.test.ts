import assert from "node:assert/strict";
import test from "node:test";
import { makeBars } from "../src/bars";
import { barName, barStart, dayText, nextBar, parseDay, periodText, stepFor, ticks } from "../src/days";
import { model } from "./model";

const day = parseDay;

test("days are read and written without a time zone", () => {
  assert.equal(day("1970-01-01"), 0);
  assert.equal(dayText(day("2013-02-07")), "2013-02-07");
  assert.ok(Number.isNaN(day("7.2.2013")));
});
test("a period is told as people would", () => {
  assert.equal(periodText(day("2013-02-07"), day("2013-02-07")), "7 Feb 2013");
  assert.equal(periodText(day("2013-02-07"), day("2013-02-09")), "7 to 9 Feb 2013");
  assert.equal(periodText(day("2013-02-07"), day("2013-03-01")), "7 Feb to 1 Mar 2013");
  assert.equal(periodText(day("2012-12-31"), day("2013-01-01")), "31 Dec 2012 to 1 Jan 2013");
});
test("weeks begin on Monday, also before 1970", () => {
  assert.equal(dayText(barStart(day("2013-02-07"), "week")), "2013-02-04");
  assert.equal(dayText(barStart(day("1969-12-31"), "week")), "1969-12-29");
});
test("months are as long as they are", () => {
  assert.equal(dayText(nextBar(day("2012-02-01"), "month")), "2012-03-01");
  assert.equal(dayText(nextBar(day("2012-10-01"), "quarter")), "2013-01-01");
  assert.equal(barName(day("2012-10-01"), "quarter"), "Oct to Dec 2012");
});
test("the longer the span the coarser the bars", () => {
  assert.deepEqual([30, 400, 3000, 20000].map((span) => stepFor(span, 100)), ["day", "week", "month", "year"]);
});
test("marks of the axis are at most about as many as there is room for", () => {
  for (const span of [3, 40, 400, 4000, 40000]) assert.ok(ticks(15000, 15000 + span, 10).length <= 12, `${span} days`);
});
test("bars count events where they begin, by quad class", () => {
  const news = model({ type: "CONSULT", actor: "A", day: 100 }, { type: "ASSAULT", actor: "A", day: 101 }, { type: "ASSAULT", actor: "A", day: 103 }, { type: "AID", actor: "A", day: null });
  const bars = makeBars(news, new Uint8Array(4).fill(1), 100, 103, "day");
  assert.deepEqual(bars.map((bar) => bar.total), [1, 1, 0, 1]);
  assert.deepEqual([...bars[1].byQuad], [0, 0, 0, 0, 1]);
});
