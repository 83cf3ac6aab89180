// Finds room for names, so that none lies on another.

export interface Candidate {
  readonly actor: number;
  readonly x: number;
  readonly y: number;
  readonly r: number;
  readonly name: string;
  readonly width: number;
  readonly bold: boolean;
}

export interface Labelled {
  readonly at: Candidate;
  /** Where the name begins, on its base line; null where there is no room for it. */
  readonly x: number | null;
  readonly y: number;
}

type Box = readonly [left: number, top: number, right: number, bottom: number];

/** Names on a screen at most: more are not read. */
const MOST = 100;
const HEIGHT = 15;
const GAP = 4;
/** A disc smaller than so many pixels may lie under a name. */
const SMALL = 2;
/** Where there are more discs, a name keeps clear only of those that matter more than its own. */
const FEW = 200;
/** The side of the squares by which boxes are found. */
const CELL = 64;

/** Candidates in the order of their importance, each with the first free place: right, left, below, above of its disc. */
export function placeLabels(candidates: readonly Candidate[], width: number, height: number): Labelled[] {
  const taken = new Boxes();
  const disc = ({ x, y, r }: Candidate): void => {
    if (r >= SMALL) taken.add([x - r, y - r, x + r, y + r]);
  };
  const few = candidates.length <= FEW;
  if (few) candidates.forEach(disc);
  let named = 0;
  return candidates.map((at) => {
    if (!few && named < MOST) disc(at);
    const free = named < MOST ? places(at).find((box) => inside(box, width, height) && taken.free(box)) : undefined;
    if (!free) return { at, x: null, y: 0 };
    taken.add(free);
    named++;
    return { at, x: free[0] + 1, y: free[3] - 3.5 };
  });
}

function places({ x, y, r, width }: Candidate): Box[] {
  const [w, half] = [width + 2, HEIGHT / 2];
  return [
    [x + r + GAP, y - half, x + r + GAP + w, y + half],
    [x - r - GAP - w, y - half, x - r - GAP, y + half],
    [x - w / 2, y + r + 2, x + w / 2, y + r + 2 + HEIGHT],
    [x - w / 2, y - r - 2 - HEIGHT, x + w / 2, y - r - 2],
  ];
}

function inside([left, top, right, bottom]: Box, width: number, height: number): boolean {
  return left >= 0 && top >= 0 && right <= width && bottom <= height;
}

class Boxes {
  private readonly cells = new Map<number, Box[]>();

  add(box: Box): void {
    for (const key of this.keys(box)) {
      const found = this.cells.get(key);
      if (found) found.push(box);
      else this.cells.set(key, [box]);
    }
  }

  free(box: Box): boolean {
    const [left, top, right, bottom] = box;
    return this.keys(box).every((key) =>
      (this.cells.get(key) ?? []).every(([l, t, r, b]) => right <= l || left >= r || bottom <= t || top >= b),
    );
  }

  private keys([left, top, right, bottom]: Box): number[] {
    const found: number[] = [];
    for (let x = Math.floor(left / CELL); x <= Math.floor(right / CELL); x++) {
      for (let y = Math.floor(top / CELL); y <= Math.floor(bottom / CELL); y++) found.push(x * 4096 + y);
    }
    return found;
  }
}
