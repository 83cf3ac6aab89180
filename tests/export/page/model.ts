// A small model of invented news for the tests of the page.

import { type Model, type Raw, makeModel } from "../src/data";

export interface Told {
  type: string;
  actor: string;
  target?: string;
  day?: number | null;
  stance?: string;
  outlet?: string;
  place?: string;
  confidence?: number;
  sentence?: string;
}

const TYPES: Raw["types"] = [
  ["CONSULT", "consults", 1, 2.5, "They talk."],
  ["AID", "aids", 2, 10, "It helps."],
  ["REJECT", "rejects", 3, -2, "It refuses."],
  ["ASSAULT", "assaults", 4, -9, "It attacks."],
];
const STANCES = ["factual", "negated", "future", "hypothetical"];

/** A model with one mention an event. Actors and places are made up as they come. */
export function model(...told: Told[]): Model {
  const numbers = (texts: string[]): [(text: string | undefined) => number, string[]] => [
    (text) => {
      if (text === undefined) return -1;
      if (!texts.includes(text)) texts.push(text);
      return texts.indexOf(text);
    },
    texts,
  ];
  const [actor, actors] = numbers([]);
  const [place, places] = numbers([]);
  const [outlet, outlets] = numbers([]);
  const days = told.map(({ day }) => (day === undefined ? 15000 : day));
  return makeModel({
    title: "events",
    total: told.length,
    types: TYPES,
    quads: ["verbal cooperation", "material cooperation", "verbal conflict", "material conflict"],
    stances: STANCES,
    kinds: ["Country", "Person", "Organization", "Group"],
    sectors: { GOV: "Government" },
    points: { AAA: [10, 20, "Aland"], BBB: [-10, 120, "Beeland"] },
    events: {
      id: told.map((_, i) => `e${i}`),
      type: told.map(({ type }) => TYPES.findIndex(([name]) => name === type)),
      stance: told.map(({ stance }) => STANCES.indexOf(stance ?? "factual")),
      actor: told.map((event) => actor(event.actor)),
      target: told.map((event) => actor(event.target)),
      first: days,
      last: days,
    },
    mentions: {
      count: told.map(() => 1),
      sentence: told.map((_, i) => i),
      article: told.map((_, i) => i),
      confidence: told.map(({ confidence }) => confidence ?? 0.9),
      rule: told.map(() => 0),
      spans: told.flatMap(() => [0, 1, 2, 3, -1, -1]),
      said: told.map(() => -1),
      place: told.map((event) => place(event.place)),
      mode: told.map(() => -1),
      day: told.map(() => -1),
    },
    sentences: told.map(({ sentence }, i) => sentence ?? `Sentence ${i}.`),
    articles: {
      id: told.map((_, i) => `a${i}`),
      title: told.map((_, i) => `Title ${i}`),
      outlet: told.map((event) => outlet(event.outlet)),
      issued: told.map(() => "2011-01-26"),
      url: told.map(() => ""),
    },
    actors: {
      id: actors.map((name) => name.toLowerCase()),
      name: actors,
      kind: actors.map(() => 0),
      country: actors.map((name) => ({ Aland: "AAA", Beeland: "BBB" })[name] ?? ""),
      sector: actors.map(() => "GOV"),
      wikidata: actors.map(() => ""),
      aliases: actors.map((name) => [`Republic of ${name}`]),
    },
    places: {
      id: places,
      name: places,
      country: places.map(() => "AAA"),
      latitude: places.map(() => 1),
      longitude: places.map(() => 2),
    },
    outlets,
    words: ["actions.csv:1"],
  });
}
