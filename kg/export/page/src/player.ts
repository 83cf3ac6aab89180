// A button that plays through time, step by step, until it is pressed again or the end is reached.

import { h } from "./dom";

/** Milliseconds between the steps. */
const BEAT = 450;

/** Goes on by a step; false at the end. */
export type Beat = () => boolean;

export class Player {
  readonly button = h("button", { type: "button", class: "icon", title: "Play through time", click: () => this.toggle() });
  private timer: ReturnType<typeof setInterval> | null = null;

  /** `begin` makes ready and gives what each step does. */
  constructor(private readonly begin: () => Beat) {
    this.tell("▶", "Play");
  }

  stop(): void {
    if (this.timer !== null) clearInterval(this.timer);
    this.timer = null;
    this.tell("▶", "Play");
  }

  private toggle(): void {
    if (this.timer !== null) return this.stop();
    const beat = this.begin();
    this.tell("❚❚", "Pause");
    this.timer = setInterval(() => {
      if (!beat()) this.stop();
    }, BEAT);
  }

  private tell(sign: string, word: string): void {
    this.button.textContent = sign;
    this.button.setAttribute("aria-label", word);
  }
}
