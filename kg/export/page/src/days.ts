// Days are numbers of days since 1970, in no time zone.

const DAY = 86_400_000;
const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

export type Step = "day" | "week" | "month" | "quarter" | "year";
const STEPS: readonly [Step, number][] = [["day", 1], ["week", 7], ["month", 30.4], ["quarter", 91.3], ["year", 365.25]];

export function dayText(day: number): string {
  return new Date(day * DAY).toISOString().slice(0, 10);
}

/** NaN for what is no day as 2013-02-07. */
export function parseDay(text: string): number {
  if (!/^-?\d{4,6}-\d\d-\d\d$/.test(text)) return NaN;
  return Math.round(Date.parse(`${text}T00:00:00Z`) / DAY);
}

/** "7 Feb 2013", or "7 to 9 Feb 2013" for several days. */
export function periodText(first: number, last: number): string {
  const from = parts(first);
  const to = parts(last);
  const end = `${to.day} ${MONTHS[to.month]} ${to.year}`;
  if (first === last) return end;
  if (from.year !== to.year) return `${from.day} ${MONTHS[from.month]} ${from.year} to ${end}`;
  return from.month === to.month ? `${from.day} to ${end}` : `${from.day} ${MONTHS[from.month]} to ${end}`;
}

function parts(day: number): { year: number; month: number; day: number } {
  const date = new Date(day * DAY);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth(), day: date.getUTCDate() };
}

/** The smallest step that cuts a span into at most `most` bars. */
export function stepFor(span: number, most: number): Step {
  return (STEPS.find(([, days]) => span / days <= most) ?? STEPS[STEPS.length - 1])[0];
}

/** The first day of the bar in which a day lies. Weeks begin on Monday. */
export function barStart(day: number, step: Step): number {
  if (step === "day") return day;
  // 1 January 1970 was a Thursday
  if (step === "week") return day - ((((day + 3) % 7) + 7) % 7);
  const { year, month } = parts(day);
  return utc(year, step === "month" ? month : step === "quarter" ? month - (month % 3) : 0);
}

/** The first day of the bar after the one that begins on a day. */
export function nextBar(start: number, step: Step): number {
  if (step === "day") return start + 1;
  if (step === "week") return start + 7;
  const { year, month } = parts(start);
  return step === "year" ? utc(year + 1, 0) : utc(year, month + (step === "month" ? 1 : 3));
}

function utc(year: number, month: number): number {
  return Math.round(Date.UTC(year, month, 1) / DAY);
}

/** What a bar is called: "7 Feb 2013", "week of 4 Feb 2013", "Feb 2013", "2013". */
export function barName(start: number, step: Step): string {
  const { year, month, day } = parts(start);
  if (step === "year") return String(year);
  if (step === "quarter") return `${MONTHS[month]} to ${MONTHS[month + 2]} ${year}`;
  if (step === "month") return `${MONTHS[month]} ${year}`;
  return `${step === "week" ? "week of " : ""}${day} ${MONTHS[month]} ${year}`;
}

export interface Tick {
  readonly day: number;
  readonly text: string;
}

/** Marks of a time axis from one day to another, at most about `most`. */
export function ticks(from: number, to: number, most: number): Tick[] {
  const span = Math.max(1, to - from);
  const every = [1, 2, 7, 14].find((days) => span / days <= most);
  if (every !== undefined) return dayTicks(from, to, every);
  const months = [1, 3, 6, 12, 24, 60, 120, 240, 600, 1200].find((n) => span / (n * 30.4) <= most) ?? 2400;
  const found: Tick[] = [];
  const { year, month } = parts(from);
  let at = year * 12 + month;
  at -= at % months;
  for (; ; at += months) {
    const day = utc(Math.floor(at / 12), at % 12);
    if (day > to) return found;
    if (day >= from) found.push({ day, text: months >= 12 || at % 12 === 0 ? String(Math.floor(at / 12)) : MONTHS[at % 12] });
  }
}

function dayTicks(from: number, to: number, every: number): Tick[] {
  const found: Tick[] = [];
  const start = every >= 7 ? barStart(from, "week") : from - (from % every);
  for (let day = start; day <= to; day += every) {
    const at = parts(day);
    if (day >= from) found.push({ day, text: `${at.day} ${MONTHS[at.month]}${found.length === 0 ? ` ${at.year}` : ""}` });
  }
  return found;
}
