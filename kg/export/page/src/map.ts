// The world with events at their places, and arcs between the capitals of countries. Outlines: Natural Earth.

import { type GeoProjection, geoNaturalEarth1 } from "d3-geo";
import { type Selection, NOTHING } from "./address";
import type { Colours } from "./colours";
import type { Model } from "./data";
import { h, s } from "./dom";
import type { Point } from "./geometry";
import { MapDrawn, type Size, type Thing } from "./mapdrawn";
import { type Picture, svgElement } from "./picture";
import { steer } from "./steer";

const CLOSEST = 40;
/** Pixels that an arrow key moves the map. */
const STEP = 60;
/** A drag of fewer pixels is a click. */
const CLICK = 4;

export class MapView {
  readonly element: HTMLElement;
  readonly drawn: MapDrawn;
  private readonly svg = s("svg", { role: "group", "aria-label": "World map", tabindex: 0, keydown: (event: KeyboardEvent) => this.key(event) });
  private readonly note = h("p", { class: "note" });
  private scale = 1;
  private shift: Point = { x: 0, y: 0 };
  private visible = false;

  constructor(
    model: Model,
    colours: Colours,
    private readonly select: (selection: Selection) => void,
  ) {
    this.drawn = new MapDrawn(model, colours);
    this.element = h("div", { class: "view map", hidden: true }, this.svg, this.note);
    this.listen();
    new ResizeObserver(() => this.draw()).observe(this.element);
  }

  show(visible: boolean): void {
    this.visible = visible;
    this.element.hidden = !visible;
    this.draw();
  }

  setColours(colours: Colours): void {
    this.drawn.colours = colours;
    this.draw();
  }

  setLayer(layer: "arcs" | "places", on: boolean): void {
    this.drawn.layers = { ...this.drawn.layers, [layer]: on };
    this.draw();
  }

  update(events: Int32Array, selection: Selection): void {
    this.drawn.update(events, selection);
    this.draw();
  }

  fit(): void {
    this.scale = 1;
    this.shift = { x: 0, y: 0 };
    this.draw();
  }

  zoom(factor: number, around?: Point): void {
    const { width, height } = this.size;
    const middle = around ?? { x: width / 2, y: height / 2 };
    const scale = Math.max(1, Math.min(CLOSEST, this.scale * factor));
    const by = scale / this.scale;
    this.shift = { x: middle.x - (middle.x - this.shift.x) * by, y: middle.y - (middle.y - this.shift.y) * by };
    this.scale = scale;
    this.hold();
    this.draw();
  }

  // -- drawing ----------------------------------------------------------------------------------------------------

  private get size(): Size {
    return { width: Math.max(200, this.element.clientWidth), height: Math.max(160, this.element.clientHeight) };
  }

  private projection(): GeoProjection {
    const { width, height } = this.size;
    const fitted = geoNaturalEarth1().fitExtent([[8, 8], [width - 8, height - 30]], { type: "Sphere" });
    const [x, y] = fitted.translate();
    return fitted.scale(fitted.scale() * this.scale).translate([x * this.scale + this.shift.x, y * this.scale + this.shift.y]);
  }

  private draw(): void {
    if (!this.visible || this.element.clientWidth === 0) return;
    const { width, height } = this.size;
    const { base, things, names } = this.drawn.scene(this.projection(), this.size);
    this.svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
    this.svg.replaceChildren(
      s("g", { class: "base" }, base.map(svgElement)),
      ...things.map((thing) => this.button(thing)),
      s("g", { class: "names", "aria-hidden": "true" }, names.map(svgElement)),
    );
    this.note.textContent = this.drawn.note();
  }

  /** An arc or a spot that can be chosen by mouse and keyboard. */
  private button({ title, shapes, selection, chosen }: Thing): SVGElement {
    const choose = (): void => this.select(selection);
    const keydown = (event: KeyboardEvent): void => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      choose();
    };
    const attributes = { class: chosen ? "spot chosen" : "spot", role: "button", tabindex: 0, "aria-label": title };
    return s("g", { ...attributes, click: choose, keydown }, s("title", {}, title), shapes.map(svgElement));
  }

  picture(): Picture {
    const { base, things, names } = this.drawn.scene(this.projection(), this.size);
    return { ...this.size, paper: this.drawn.colours.ink.paper, shapes: [...base, ...things.flatMap((thing) => thing.shapes), ...names] };
  }

  // -- what the user does -----------------------------------------------------------------------------------------

  private listen(): void {
    const pointers = new Map<number, Point>();
    let moved = 0;
    const position = (event: MouseEvent): Point => {
      const { left, top } = this.svg.getBoundingClientRect();
      return { x: event.clientX - left, y: event.clientY - top };
    };
    this.svg.addEventListener("pointerdown", (event) => {
      pointers.set(event.pointerId, position(event));
      moved = 0;
    });
    this.svg.addEventListener("pointermove", (event) => {
      const before = pointers.get(event.pointerId);
      if (!before) return;
      const now = position(event);
      moved += Math.abs(now.x - before.x) + Math.abs(now.y - before.y);
      if (moved > CLICK && !this.svg.hasPointerCapture(event.pointerId)) this.svg.setPointerCapture(event.pointerId);
      const other = [...pointers].find(([id]) => id !== event.pointerId)?.[1];
      pointers.set(event.pointerId, now);
      if (other) {
        const [was, is] = [Math.hypot(before.x - other.x, before.y - other.y), Math.hypot(now.x - other.x, now.y - other.y)];
        this.zoom(is / Math.max(1, was), { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 });
      } else {
        this.pan(now.x - before.x, now.y - before.y);
      }
    });
    for (const end of ["pointerup", "pointercancel", "pointerleave"] as const) {
      this.svg.addEventListener(end, (event) => pointers.delete(event.pointerId));
    }
    this.svg.addEventListener("click", (event) => {
      if (moved <= CLICK && (event.target as Element).closest(".spot") === null) this.select(NOTHING);
    });
    this.svg.addEventListener("wheel", (event) => {
      event.preventDefault();
      this.zoom(event.deltaY > 0 ? 0.8 : 1.25, position(event));
    }, { passive: false });
    this.svg.addEventListener("dblclick", (event) => this.zoom(2, position(event)));
  }

  private pan(x: number, y: number): void {
    this.shift = { x: this.shift.x + x, y: this.shift.y + y };
    this.hold();
    this.draw();
  }

  /** Keeps the map in the window. */
  private hold(): void {
    const { width, height } = this.size;
    const clamp = (value: number, least: number): number => Math.max(Math.min(0, least), Math.min(0, value));
    this.shift = { x: clamp(this.shift.x, width * (1 - this.scale)), y: clamp(this.shift.y, height * (1 - this.scale)) };
  }

  private key(event: KeyboardEvent): void {
    steer(event, {
      move: (x, y) => this.pan(-STEP * x, STEP * y),
      zoom: (factor) => this.zoom(factor),
      fit: () => this.fit(),
    });
  }
}
