/** What the parts of the window are drawn from: the element's own state, and what can be done. */

import type { Shop } from "../protocol/messages.ts";
import type { ChatLike, ChatState } from "../protocol/state.ts";

export type Panel = "" | "emoji" | "leave";

export interface View {
  readonly base: string;
  readonly shop: Shop;
  readonly chat: ChatLike;
  readonly state: ChatState;
  readonly panel: Panel;
  readonly sound: boolean;
  /** Lines below what is on the screen, while the shopper reads further up. */
  readonly below: number;
  /** A word about what just went wrong, "" for nothing. */
  readonly notice: string;
  readonly uploading: boolean;
  readonly stars: number;
  /** New lines are read out; what was there before is not. */
  readonly live: boolean;
  say(text: string): void;
  show(panel: Panel): void;
  close(): void;
  toggleSound(): void;
  send(): void;
  insert(text: string): void;
  typed(event: Event): void;
  pressed(event: KeyboardEvent): void;
  composed(): void;
  pasted(event: ClipboardEvent): void;
  picked(event: Event): void;
  scrolled(): void;
  toBottom(): void;
  leave(event: Event): void;
  star(stars: number): void;
  rate(event: Event): void;
}
