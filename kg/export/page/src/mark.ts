// Marks actor, action and target in a sentence.

export type Role = "actor" | "action" | "target";
export interface Part {
  readonly text: string;
  readonly role: Role | null;
}

const ROLES: readonly Role[] = ["actor", "action", "target"];

/** The sentence in parts. Spans that lie outside of it are left unmarked; of two that overlap the longer is cut. */
export function parts(sentence: string, spans: readonly number[]): Part[] {
  const owner: (Role | null)[] = new Array<Role | null>(sentence.length).fill(null);
  const known = ROLES.map((role, i) => ({ role, from: spans[2 * i], to: spans[2 * i + 1] }));
  const sound = known.filter(({ from, to }) => from >= 0 && from < to && to <= sentence.length);
  // the longest first, so that a shorter one within it stays visible
  for (const { role, from, to } of sound.sort((a, b) => b.to - b.from - (a.to - a.from))) owner.fill(role, from, to);
  const found: Part[] = [];
  for (let at = 0, begin = 0; at <= sentence.length; at++) {
    if (at > begin && (at === sentence.length || owner[at] !== owner[begin])) {
      found.push({ text: sentence.slice(begin, at), role: owner[begin] });
      begin = at;
    }
  }
  return found;
}
