// What the page holds, as `data.py` writes it, made ready to be filtered and drawn.

export type Columns<T extends string> = Record<T, unknown[]>;

export interface EventType {
  readonly name: string;
  readonly verb: string;
  /** 1 to 4: verbal cooperation, material cooperation, verbal conflict, material conflict; 0 is none. */
  readonly quad: number;
  readonly score: number;
  readonly definition: string;
}

export interface Actor {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly country: string;
  readonly sector: string;
  readonly wikidata: string;
  readonly aliases: readonly string[];
}

export interface Place {
  readonly id: string;
  readonly name: string;
  readonly country: string;
  readonly latitude: number | null;
  readonly longitude: number | null;
}

export interface Article {
  readonly id: string;
  readonly title: string;
  /** Index of the outlet, -1 where unknown. */
  readonly outlet: number;
  readonly issued: string;
  readonly url: string;
}

export interface Mention {
  readonly sentence: string;
  readonly article: Article;
  readonly confidence: number;
  readonly rule: string;
  /** Begin and end of actor, action and target in the sentence, -1 where the sentence lacks one. */
  readonly spans: readonly number[];
  readonly said: Actor | null;
  readonly place: Place | null;
  readonly mode: string;
  /** The words that the day was read from; empty where it is the day of publication. */
  readonly day: string;
}

/** A day that is not known. */
export const NO_DAY = -2147483648;

/** The JSON in the page; see `data.py`. */
export interface Raw {
  title: string;
  total: number;
  types: [string, string, number, number, string][];
  quads: string[];
  stances: string[];
  kinds: string[];
  sectors: Record<string, string>;
  points: Record<string, [number, number, string]>;
  events: {
    id: string[];
    type: number[];
    stance: number[];
    actor: number[];
    target: number[];
    first: (number | null)[];
    last: (number | null)[];
  };
  mentions: {
    count: number[];
    sentence: number[];
    article: number[];
    confidence: number[];
    rule: number[];
    spans: number[];
    said: number[];
    place: number[];
    mode: number[];
    day: number[];
  };
  sentences: string[];
  articles: { id: string[]; title: string[]; outlet: number[]; issued: string[]; url: string[] };
  actors: {
    id: string[];
    name: string[];
    kind: number[];
    country: string[];
    sector: string[];
    wikidata: string[];
    aliases: string[][];
  };
  places: { id: string[]; name: string[]; country: string[]; latitude: (number | null)[]; longitude: (number | null)[] };
  outlets: string[];
  words: string[];
}

export interface Model {
  readonly title: string;
  /** Events that there are; more than `size` where the page does not hold all. */
  readonly total: number;
  readonly size: number;
  readonly types: readonly EventType[];
  readonly quads: readonly string[];
  readonly stances: readonly string[];
  readonly sectors: Readonly<Record<string, string>>;
  readonly points: Readonly<Record<string, [number, number, string]>>;
  readonly actors: readonly Actor[];
  readonly places: readonly Place[];
  readonly outlets: readonly string[];
  readonly ids: readonly string[];
  readonly type: Int16Array;
  readonly stance: Uint8Array;
  readonly quad: Uint8Array;
  readonly actor: Int32Array;
  readonly target: Int32Array;
  readonly first: Int32Array;
  readonly last: Int32Array;
  /** The confidence of an event's surest mention. */
  readonly confidence: Float32Array;
  /** Mentions of event e are those from start[e] up to, not including, start[e + 1]. */
  readonly start: Uint32Array;
  readonly mentionOutlet: Int32Array;
  readonly mentionPlace: Int32Array;
  readonly mentionSentence: readonly string[];
  readonly eventOf: ReadonlyMap<string, number>;
  readonly actorOf: ReadonlyMap<string, number>;
  readonly placeOf: ReadonlyMap<string, number>;
  mention(index: number): Mention;
}

export function makeModel(raw: Raw): Model {
  const { events, mentions } = raw;
  const size = events.id.length;
  const types = raw.types.map(([name, verb, quad, score, definition]) => ({ name, verb, quad, score, definition }));
  const { start, confidence } = gather(mentions.count, mentions.confidence);
  const actors = rows<Actor>(raw.actors).map((actor, i) => ({ ...actor, kind: raw.kinds[raw.actors.kind[i]] ?? "" }));
  const places = rows<Place>(raw.places);
  const articles = rows<Article>(raw.articles);
  const word = (index: number): string => (index < 0 ? "" : raw.words[index]);
  return {
    title: raw.title,
    total: raw.total,
    size,
    types,
    quads: ["other", ...raw.quads],
    stances: raw.stances,
    sectors: raw.sectors,
    points: raw.points,
    actors,
    places,
    outlets: raw.outlets,
    ids: events.id,
    type: Int16Array.from(events.type),
    stance: Uint8Array.from(events.stance),
    quad: Uint8Array.from(events.type, (type) => types[type]?.quad ?? 0),
    actor: Int32Array.from(events.actor),
    target: Int32Array.from(events.target),
    first: Int32Array.from(events.first, (day) => day ?? NO_DAY),
    last: Int32Array.from(events.last, (day) => day ?? NO_DAY),
    confidence,
    start,
    mentionOutlet: Int32Array.from(mentions.article, (article) => articles[article]?.outlet ?? -1),
    mentionPlace: Int32Array.from(mentions.place),
    mentionSentence: mentions.sentence.map((sentence) => raw.sentences[sentence] ?? ""),
    eventOf: new Map(events.id.map((id, i) => [id, i])),
    actorOf: new Map(raw.actors.id.map((id, i) => [id, i])),
    placeOf: new Map(raw.places.id.map((id, i) => [id, i])),
    mention: (i) => ({
      sentence: raw.sentences[mentions.sentence[i]] ?? "",
      article: articles[mentions.article[i]] ?? { id: "", title: "", outlet: -1, issued: "", url: "" },
      confidence: mentions.confidence[i],
      rule: word(mentions.rule[i]),
      spans: mentions.spans.slice(6 * i, 6 * i + 6),
      said: actors[mentions.said[i]] ?? null,
      place: places[mentions.place[i]] ?? null,
      mode: word(mentions.mode[i]),
      day: word(mentions.day[i]),
    }),
  };
}

function gather(counts: number[], sure: number[]): { start: Uint32Array; confidence: Float32Array } {
  const start = new Uint32Array(counts.length + 1);
  const confidence = new Float32Array(counts.length);
  counts.forEach((count, i) => {
    start[i + 1] = start[i] + count;
    for (let m = start[i]; m < start[i + 1]; m++) confidence[i] = Math.max(confidence[i], sure[m]);
  });
  return { start, confidence };
}

function rows<T>(columns: object): T[] {
  const names = Object.keys(columns);
  const values = Object.values(columns) as unknown[][];
  return values[0].map((_, i) => Object.fromEntries(names.map((name, k) => [name, values[k][i]])) as T);
}

/** The text of a block in the page, unpacked where it is packed; null where it is not there. */
export async function blockText(id: string): Promise<string | null> {
  const bytes = await blockBytes(id);
  return bytes === null ? null : typeof bytes === "string" ? bytes : new TextDecoder().decode(bytes);
}

/** As `blockText`; packed blocks give their bytes. */
export async function blockBytes(id: string): Promise<string | ArrayBuffer | null> {
  const block = document.getElementById(id) as HTMLScriptElement | null;
  if (block === null) return null;
  const text = block.textContent ?? "";
  if (block.type !== "application/gzip") return text;
  const packed = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).arrayBuffer();
}

/** The label of an event: "Ali Khamenei rejects United States". */
export function label(model: Model, event: number): string {
  const actor = model.actors[model.actor[event]]?.name ?? "Someone";
  const target = model.actors[model.target[event]]?.name ?? "";
  const verb = model.types[model.type[event]]?.verb ?? "acts on";
  return [actor, verb, target].filter(Boolean).join(" ");
}
