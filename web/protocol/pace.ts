/** Lines that arrive together are shown one after another, as a person would send them. Standing and marks keep their place. */

import type { Down, Message } from "./messages.ts";

const BEFORE_ANY_MS = 350;
const PER_CHARACTER_MS = 18;
const LONGEST_MS = 1_400;

export type Later = (milliseconds: number, work: () => void) => () => void;

export class Pace {
  readonly #later: Later;
  readonly #show: (frame: Down) => void;
  readonly #calm: () => boolean;
  #waiting: Down[] = [];
  #stop: (() => void) | null = null;

  /** `calm`: nobody watches, or movement is not wanted: everything at once. */
  constructor(later: Later, show: (frame: Down) => void, calm: () => boolean) {
    this.#later = later;
    this.#show = show;
    this.#calm = calm;
  }

  /** A line of the shopper's own is never held back, nor shown before what it answers. */
  add(frame: Down): void {
    if (frame.kind === "messages" && frame.messages.some((each) => each.author === "shopper")) this.flush();
    const [first, ...rest] = frame.kind === "messages" ? frame.messages : [];
    if (first === undefined) this.#waiting.push(frame);
    else for (const each of [first, ...rest]) this.#waiting.push({ kind: "messages", messages: [each] });
    if (this.#stop === null) this.#next(false);
  }

  /** Shows what waits at once, for instance before the transcript is taken up anew. */
  flush(): void {
    this.#stop?.();
    this.#stop = null;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const each of waiting) this.#show(each);
  }

  clear(): void {
    this.#waiting = [];
    this.flush();
  }

  #next(waited: boolean): void {
    this.#stop = null;
    let shown = waited;
    for (let frame = this.#waiting[0]; frame !== undefined; frame = this.#waiting[0]) {
      const line = lineOfShop(frame);
      if (line && shown && !waited && !this.#calm()) return this.#wait(line);
      waited = false;
      shown ||= line !== null;
      this.#waiting.shift();
      this.#show(frame);
    }
  }

  #wait(line: Message): void {
    this.#show({ kind: "typing", on: true, author: line.author === "agent" ? "agent" : "bot" });
    const pause = Math.min(BEFORE_ANY_MS + PER_CHARACTER_MS * line.text.length, LONGEST_MS);
    this.#stop = this.#later(pause, () => this.#next(true));
  }
}

function lineOfShop(frame: Down): Message | null {
  const line = frame.kind === "messages" ? frame.messages[0] : undefined;
  return line && line.author !== "shopper" ? line : null;
}
