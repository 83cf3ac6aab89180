// The names of actors over the network, and the codes of countries in their discs.

import type { Drawn } from "./drawn";
import type { Point } from "./geometry";
import { type Candidate, placeLabels } from "./labels";
import { type Words, Widths, drawText } from "./picture";

/** What the camera sees. */
export interface Sight {
  readonly width: number;
  readonly height: number;
  /** By how much discs are larger than at the start. */
  readonly magnified: number;
  at(actor: number): Point;
}

const SIZE = 12;
/** A disc with so many pixels of radius has room for the code of a country. */
const CODE = 12;
/** Actors that are tried at most, the most active first: more would not find room. */
const TRIED = 1200;
/** Pixels beyond the edge from which a disc may still show. */
const EDGE = 20;
const LONGEST = 32;

export class Names {
  readonly paper = document.createElement("canvas");
  private readonly context = this.paper.getContext("2d") as CanvasRenderingContext2D;
  private readonly widths = new Widths(SIZE);

  constructor(private readonly drawn: Drawn) {
    this.paper.className = "labels";
    this.paper.setAttribute("aria-hidden", "true");
  }

  draw(sight: Sight): void {
    const { paper, context } = this;
    const { width, height } = sight;
    const pixels = window.devicePixelRatio || 1;
    const [wide, high] = [Math.round(width * pixels), Math.round(height * pixels)];
    if (paper.width !== wide || paper.height !== high) {
      [paper.width, paper.height] = [wide, high];
      [paper.style.width, paper.style.height] = [`${width}px`, `${height}px`];
    }
    context.setTransform(pixels, 0, 0, pixels, 0, 0);
    context.clearRect(0, 0, width, height);
    for (const shape of this.shapes(sight)) drawText(context, shape);
  }

  shapes(sight: Sight): Words[] {
    const { drawn } = this;
    const { ink, halo } = drawn.colours.ink;
    return placeLabels(this.candidates(sight), sight.width, sight.height).flatMap(({ at, x, y }) => {
      const { country, kind } = drawn.model.actors[at.actor];
      const shapes: Words[] = [];
      if (kind === "Country" && at.r >= CODE) {
        const colour = drawn.colourOf(at.actor);
        const { onDisc } = drawn.colours.ink;
        shapes.push({ shape: "text", x: at.x, y: at.y + 3.5, text: country, size: 10, fill: onDisc, halo: colour, anchor: "middle", bold: true });
      }
      if (x !== null) shapes.push({ shape: "text", x, y, text: at.name, size: SIZE, fill: ink, halo, bold: at.bold });
      return shapes;
    });
  }

  private candidates(sight: Sight): Candidate[] {
    const { drawn } = this;
    const { near, hovered, selection } = drawn;
    const found: Candidate[] = [];
    for (const actor of near ?? drawn.byStrength) {
      if (!drawn.showsActor(actor)) continue;
      const { x, y } = sight.at(actor);
      if (x < -EDGE || y < -EDGE || x > sight.width + EDGE || y > sight.height + EDGE) continue;
      const name = short(drawn.model.actors[actor].name);
      const bold = actor === hovered || (selection.kind === "actor" && selection.actor === actor);
      found.push({ actor, x, y, r: drawn.radius(actor) * sight.magnified, name, bold, width: this.widths.of(name, bold) });
      if (found.length >= TRIED) break;
    }
    return found;
  }
}

function short(name: string): string {
  return name.length > LONGEST ? `${name.slice(0, LONGEST - 2)}…` : name;
}
