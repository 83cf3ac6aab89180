// Points, curves and arrows on the screen; y grows downwards.

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A quadratic Bézier curve: begin, control point, end. */
export type Curve = readonly [Point, Point, Point];

/** The curve that `arrows.ts` draws; no curvature gives a straight line. */
export function curve(from: Point, to: Point, curvature: number): Curve {
  const middle = { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 };
  return [from, { x: middle.x + (to.y - from.y) * curvature, y: middle.y - (to.x - from.x) * curvature }, to];
}

export function at([a, b, c]: Curve, t: number): Point {
  const [p, q, r] = [(1 - t) * (1 - t), 2 * t * (1 - t), t * t];
  return { x: p * a.x + q * b.x + r * c.x, y: p * a.y + q * b.y + r * c.y };
}

/** Pieces by which a curve is measured. */
const PIECES = 8;

/** Distance of a point from a curve in pixels; a wide miss is told as Infinity. */
export function distanceTo(point: Point, line: Curve): number {
  const slack = 12;
  const xs = line.map((p) => p.x);
  const ys = line.map((p) => p.y);
  if (point.x < Math.min(...xs) - slack || point.x > Math.max(...xs) + slack) return Infinity;
  if (point.y < Math.min(...ys) - slack || point.y > Math.max(...ys) + slack) return Infinity;
  let best = Infinity;
  for (let i = 0; i < PIECES; i++) {
    best = Math.min(best, toSegment(point, at(line, i / PIECES), at(line, (i + 1) / PIECES)));
  }
  return best;
}

function toSegment(p: Point, a: Point, b: Point): number {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const length = dx * dx + dy * dy;
  const t = length === 0 ? 0 : Math.max(0, Math.min(1, ((p.x - a.x) * dx + (p.y - a.y) * dy) / length));
  return Math.hypot(p.x - a.x - t * dx, p.y - a.y - t * dy);
}

/** SVG paths of an arrow that ends at a disc of some radius. */
export function pathOf(line: Curve, radius: number, width: number): { line: string; head: string } {
  const [a, b, c] = line;
  const back = Math.hypot(c.x - b.x, c.y - b.y) || 1;
  const [ux, uy] = [(c.x - b.x) / back, (c.y - b.y) / back];
  const long = 2.2 * width + 2;
  const tip = { x: c.x - ux * radius, y: c.y - uy * radius };
  const neck = { x: tip.x - ux * long, y: tip.y - uy * long };
  const half = 1.1 * width + 1;
  const text = (p: Point): string => `${p.x.toFixed(1)} ${p.y.toFixed(1)}`;
  return {
    line: `M${text(a)}Q${text(b)} ${text(neck)}`,
    head: `M${text(tip)}L${text({ x: neck.x - uy * half, y: neck.y + ux * half })}L${text({ x: neck.x + uy * half, y: neck.y - ux * half })}Z`,
  };
}
