// What the keys do in a view that can be moved and zoomed: arrows move, plus and minus zoom, 0 shows all.

/** A view as keys see it: a press of an arrow moves by one, x to the right, y up. */
export interface Steered {
  move(x: number, y: number): void;
  zoom(factor: number): void;
  fit(): void;
}

const ZOOM = 1.5;
const ACTS: Record<string, (view: Steered) => void> = {
  ArrowLeft: (view) => view.move(-1, 0),
  ArrowRight: (view) => view.move(1, 0),
  ArrowUp: (view) => view.move(0, 1),
  ArrowDown: (view) => view.move(0, -1),
  "+": (view) => view.zoom(ZOOM),
  "=": (view) => view.zoom(ZOOM),
  "-": (view) => view.zoom(1 / ZOOM),
  "0": (view) => view.fit(),
};

/** Does what a key means; other keys, and those held with Ctrl or ⌘, are left to the browser. */
export function steer(event: KeyboardEvent, view: Steered): void {
  const act = ACTS[event.key];
  if (!act || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  act(view);
}
