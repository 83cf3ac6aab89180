// A picture of a view, made of few simple shapes, as SVG or PNG.

import { s } from "./dom";

export type Shape =
  | { readonly shape: "path"; readonly d: string; readonly fill: string; readonly stroke: string; readonly width: number; readonly opacity?: number }
  | { readonly shape: "disc"; readonly x: number; readonly y: number; readonly r: number; readonly fill: string; readonly stroke: string }
  | { readonly shape: "text"; readonly x: number; readonly y: number; readonly text: string; readonly size: number; readonly fill: string; readonly halo: string; readonly anchor?: "middle"; readonly bold?: boolean };

export type Words = Extract<Shape, { shape: "text" }>;

export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly paper: string;
  readonly shapes: readonly Shape[];
}

const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif';
/** PNG pixels for one of the screen, so that it can be printed. */
const SCALE = 2;
const HALO = 3;

export interface Key {
  readonly colour: string;
  readonly words: string;
}

/** Height of a line of the legend, and about how wide a letter is, in pixels. */
const LINE = 20;
const LETTER = 6.6;

/** The picture with its legend below. */
export function withLegend(picture: Picture, keys: readonly Key[], ink: string): Picture {
  const shapes: Shape[] = [];
  let [x, y] = [16, picture.height + 14];
  for (const { colour, words } of keys) {
    const wide = 34 + words.length * LETTER;
    if (x > 16 && x + wide > picture.width) [x, y] = [16, y + LINE];
    shapes.push({ shape: "disc", x: x + 5, y: y - 4, r: 5, fill: colour, stroke: picture.paper });
    shapes.push({ shape: "text", x: x + 16, y, text: words, size: 12, fill: ink, halo: picture.paper });
    x += wide;
  }
  return { ...picture, height: y + 12, shapes: [...picture.shapes, ...shapes] };
}

export function toSvg(picture: Picture): string {
  const { width, height, paper } = picture;
  const body = picture.shapes.map(svgText).join("\n");
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">\n` +
    `<rect width="100%" height="100%" fill="${paper}"/>\n${body}\n</svg>\n`
  );
}

/** A shape as SVG has it: element, attributes and words inside. */
interface Mark {
  readonly tag: "path" | "circle" | "text";
  readonly attributes: Record<string, string | number>;
  readonly words: string;
}

function markOf(shape: Shape): Mark {
  const { fill } = shape;
  switch (shape.shape) {
    case "path":
      return { tag: "path", attributes: { d: shape.d, fill, stroke: shape.stroke, "stroke-width": round(shape.width), opacity: shape.opacity ?? 1 }, words: "" };
    case "disc":
      return { tag: "circle", attributes: { cx: round(shape.x), cy: round(shape.y), r: round(shape.r), fill, stroke: shape.stroke }, words: "" };
    case "text": {
      const letters = { "font-family": FONT, "font-size": shape.size, fill };
      const halo = { stroke: shape.halo, "stroke-width": HALO, "stroke-linejoin": "round", "paint-order": "stroke" };
      const style = { "font-weight": shape.bold ? 600 : 400, "text-anchor": shape.anchor ?? "start" };
      return { tag: "text", attributes: { x: round(shape.x), y: round(shape.y), ...letters, ...halo, ...style }, words: shape.text };
    }
  }
}

/** A shape as an element of the page. */
export function svgElement(shape: Shape): SVGElement {
  const { tag, attributes, words } = markOf(shape);
  return s(tag, attributes, words);
}

function svgText(shape: Shape): string {
  const { tag, attributes, words } = markOf(shape);
  const written = Object.entries(attributes).map(([name, value]) => ` ${name}="${escapeXml(String(value))}"`).join("");
  return words ? `<${tag}${written}>${escapeXml(words)}</${tag}>` : `<${tag}${written}/>`;
}

/** Text as it may stand in XML; what XML cannot hold becomes U+FFFD. */
export function escapeXml(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "\ufffd")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

export function toPng(picture: Picture): Promise<Blob> {
  const canvas = document.createElement("canvas");
  canvas.width = picture.width * SCALE;
  canvas.height = picture.height * SCALE;
  const context = canvas.getContext("2d") as CanvasRenderingContext2D;
  context.scale(SCALE, SCALE);
  context.fillStyle = picture.paper;
  context.fillRect(0, 0, picture.width, picture.height);
  for (const shape of picture.shapes) draw(context, shape);
  return new Promise((done, failed) =>
    canvas.toBlob((blob) => (blob ? done(blob) : failed(new Error("the picture is too large"))), "image/png"),
  );
}

function draw(context: CanvasRenderingContext2D, shape: Shape): void {
  if (shape.shape === "path") {
    const path = new Path2D(shape.d);
    context.globalAlpha = shape.opacity ?? 1;
    if (shape.fill !== "none") {
      context.fillStyle = shape.fill;
      context.fill(path);
    }
    if (shape.stroke !== "none") {
      context.strokeStyle = shape.stroke;
      context.lineWidth = shape.width;
      context.stroke(path);
    }
    context.globalAlpha = 1;
  } else if (shape.shape === "disc") {
    context.beginPath();
    context.arc(shape.x, shape.y, shape.r, 0, 2 * Math.PI);
    context.fillStyle = shape.fill;
    context.fill();
    context.strokeStyle = shape.stroke;
    context.lineWidth = 1;
    context.stroke();
  } else {
    drawText(context, shape);
  }
}

/** Words with a halo, so that they can be read on whatever lies below. */
export function drawText(context: CanvasRenderingContext2D, shape: Words): void {
  context.font = fontOf(shape.size, shape.bold ?? false);
  context.textAlign = shape.anchor === "middle" ? "center" : "left";
  context.lineJoin = "round";
  context.lineWidth = HALO;
  context.strokeStyle = shape.halo;
  context.strokeText(shape.text, shape.x, shape.y);
  context.fillStyle = shape.fill;
  context.fillText(shape.text, shape.x, shape.y);
}

function fontOf(size: number, bold: boolean): string {
  return `${bold ? 600 : 400} ${size}px ${FONT}`;
}

/** How wide words of one size are, in pixels. */
export class Widths {
  private readonly context = document.createElement("canvas").getContext("2d") as CanvasRenderingContext2D;
  private readonly known = new Map<string, number>();

  constructor(private readonly size: number) {}

  of(words: string, bold: boolean): number {
    const key = bold ? `${words}\u0000` : words;
    let width = this.known.get(key);
    if (width === undefined) {
      this.context.font = fontOf(this.size, bold);
      width = this.context.measureText(words).width;
      this.known.set(key, width);
    }
    return width;
  }
}
