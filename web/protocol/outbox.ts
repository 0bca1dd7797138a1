/**
 * What the shopper has written and the server has not stored yet. Kept by the browser, so it outlives the page; shared
 * by all tabs, so it is read anew before every change.
 */

import type { Said, Pending } from "./state.ts";
import { type Keep, read } from "./keep.ts";

export class Outbox {
  readonly #keep: Keep;
  readonly #name: string;
  /** Written in this tab: another that writes at the same moment may overwrite what is kept, and this one still knows. */
  readonly #mine = new Map<string, Pending>();

  constructor(keep: Keep, name: string) {
    this.#keep = keep;
    this.#name = name;
  }

  /** A line of ours that is kept no more was overwritten, for who had sent it would have told; a failed one was dropped. */
  get all(): Pending[] {
    const kept = read(this.#keep, this.#name, isOutbox, []);
    for (const each of kept) if (this.#mine.has(each.id)) this.#mine.set(each.id, each);
    const lost = [...this.#mine.values()].filter((each) => !each.failed && !kept.some(({ id }) => id === each.id));
    return [...kept, ...lost];
  }

  /** The one to be sent next: the oldest that was not refused for good. */
  get first(): Pending | undefined {
    return this.all.find((each) => !each.failed);
  }

  add(id: string, text: string, at: string, about: Said): void {
    const [before, line] = [this.all, { id, text, at, ...about, failed: false }];
    this.#mine.set(id, line);
    this.#write([...before, line]);
  }

  remove(id: string): void {
    const all = this.all;
    this.#mine.delete(id);
    const left = all.filter((each) => each.id !== id);
    if (left.length < all.length) this.#write(left);
  }

  fail(id: string, failed: boolean): void {
    this.#write(this.all.map((each) => (each.id === id ? { ...each, failed } : each)));
  }

  clear(): void {
    this.#mine.clear();
    this.#keep.remove(this.#name);
  }

  #write(all: Pending[]): void {
    if (all.length) this.#keep.set(this.#name, JSON.stringify(all));
    else this.clear();
  }
}

function isOutbox(value: unknown): value is Pending[] {
  return Array.isArray(value) && value.every((each) => typeof each?.id === "string" && typeof each?.text === "string");
}
