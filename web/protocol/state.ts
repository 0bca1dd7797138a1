/** What a window shows of a conversation, and what it can do. `chat.ts` is the real thing. */

import type { Marks, Message, SignedUser, Standing } from "./messages.ts";

/** A message of the shopper's that the server has not stored yet. */
export interface Pending {
  id: string;
  text: string;
  at: string;
  product?: string;
  picture?: string;
  leave?: { contact: string };
  /** The server refused it for good; the shopper may drop it or try again. */
  failed: boolean;
}

export interface ChatState {
  /** `idle` until `start`; `offline` while there is no connection and one was there or was tried. */
  link: "idle" | "connecting" | "online" | "offline";
  /** In order of their ids, without holes. */
  messages: readonly Message[];
  /** In order of typing, behind all messages. */
  pending: readonly Pending[];
  standing: Standing | null;
  /** The server's clock minus ours, in milliseconds. */
  skew: number;
  marks: Marks;
  /** Somebody of the shop writes. */
  typing: boolean;
  /** There are older messages than the first of `messages`. */
  earlier: boolean;
  /** Lines of the shop that the shopper has not seen. */
  unread: number;
  /** "" or the last refusal that concerns the whole conversation, such as "too_fast". */
  trouble: string;
}

export interface Said {
  product?: string;
  picture?: string;
  leave?: { contact: string };
}

export interface ChatLike {
  readonly state: ChatState;
  /** Called after every change; gives back how to stop. */
  subscribe(listener: (state: ChatState) => void): () => void;
  /** Gets a token if need be and connects; harmless when it is connected. */
  start(): void;
  stop(): void;
  /** The network may be back: tries to connect at once where it waits for its next try. */
  wake(): void;
  /** Another tab has changed what is kept. */
  refresh(): void;
  /** True when a conversation was begun on this page's origin before, so that news may be waiting. */
  readonly known: boolean;
  say(text: string, about?: Said): void;
  retry(id: string): void;
  drop(id: string): void;
  /** The window was opened. */
  open(): void;
  /** A key was pressed; may be called at every key. */
  typed(): void;
  /** Everything up to message `id` was on the screen. */
  read(id: number): void;
  earlier(): Promise<void>;
  rate(stars: number, text: string): Promise<boolean>;
  /** A user the shop's own system signed, or nobody: the anonymous shopper of this browser again. */
  identify(user: SignedUser | null): Promise<boolean>;
  /** The token for calls beside the socket, such as a picture; "" when there is none to be had. */
  token(): Promise<string>;
}
