/**
 * What a shopper's client and the shop's server say to each other over socket.io.
 *
 * The client emits the event `up` with one `Up` and gets an `Ack`; the server emits the event `down` with one `Down`.
 * Times are ISO 8601 in UTC, money is integer fen, ids of messages grow within a conversation.
 */

export type Author = "shopper" | "bot" | "agent";

export interface Button {
  title: string;
  /** What the shopper says by pressing it. */
  payload: string;
}

/** A picture a shopper sent, as the server made it anew. `url` is signed and lasts some hours. */
export interface Picture {
  url: string;
  width: number;
  height: number;
}

/** What is shown beside or instead of a line's text. The text always says the same, for who cannot see the card. */
export type Card =
  | {
      kind: "product";
      product_no: string;
      name: string;
      /** "" where the shop has no picture of it. */
      picture: string;
      price_fen: number;
      stock: number;
    }
  | {
      kind: "order";
      items: string[];
      receiver: string;
      phone: string;
      address: string;
      carrier: string;
      /** In yuan, as it is said: "129" or "109.90". */
      total: string;
    }
  | { kind: "gift"; name: string; value: string };

export interface Message {
  id: number;
  author: Author;
  text: string;
  at: string;
  /** The client's own id of a message that a shopper's client sent. */
  client_id?: string;
  /** Who wrote it, where a person did. */
  agent?: string;
  buttons?: Button[];
  card?: Card;
  picture?: Picture;
}

/** How far each side has come: ids of messages. `delivered` and `read` are of the shopper's lines, by the shop. */
export interface Marks {
  delivered: number;
  read: number;
  /** Up to where the shopper has read, in whichever tab. */
  seen: number;
}

/** How things stand in a conversation now. */
export interface Standing {
  /** The server's time, so that a countdown is right where the client's clock is wrong. */
  now: string;
  /** People of the shop are at work. */
  open: boolean;
  /** When they are back, as it is said ("明天8:30"); "" while they are there. */
  back: string;
  /** The supervisor is being asked. */
  asking: { since: string; due: string } | null;
  /** A person was asked for (`ahead` others first), or has the conversation. */
  person: { status: "requested" | "accepted"; agent: string; ahead: number } | null;
  /** Stars given since the last talk, 0 for none; `null` while there is nothing to rate yet. */
  rated: number | null;
}

export type Up =
  /** After every connection: what came behind message `after` (0: nothing is known). */
  | { kind: "hello"; after: number }
  /** The window was opened; the first time the shop greets. */
  | { kind: "open" }
  /** `id` is made by the client: sent again, it is stored once. `product` is the 货号 of the page. */
  | { kind: "say"; id: string; text: string; product?: string; picture?: string; leave?: { contact: string } }
  | { kind: "typing" }
  | { kind: "read"; read: number }
  | { kind: "earlier"; before: number }
  | { kind: "rate"; stars: number; text: string };

export type Refusal =
  /** The token is over or not for this shop: get a new one. */
  | "token"
  /** More than the server takes: wait `retry_seconds`. */
  | "too_fast"
  /** The database or server is away: nothing was kept, send again. */
  | "unavailable"
  /** The server does not take this, now or later. */
  | "bad";

export type Ack<T = object> = ({ ok: true } & T) | { ok: false; code: Refusal; retry_seconds?: number };

export interface HelloAck {
  messages: Message[];
  /** The client's transcript has a hole, or is another conversation's: forget it, this is the newest of it. */
  reset: boolean;
  /** There are older ones, to be asked for with `earlier`. */
  earlier: boolean;
  standing: Standing;
  marks: Marks;
}

export interface SayAck {
  /** The message's id in the transcript. */
  message: number;
  at: string;
}

export interface EarlierAck {
  messages: Message[];
  earlier: boolean;
}

export type Down =
  | { kind: "messages"; messages: Message[] }
  | { kind: "standing"; standing: Standing }
  | { kind: "marks"; marks: Marks }
  /** Somebody of the shop writes. */
  | { kind: "typing"; on: boolean; author: "bot" | "agent" };

/** `GET /widget/{shop}`: what the window needs before anybody chats. */
export interface Shop {
  shop: string;
  name: string;
  assistant: string;
  /** #rrggbb */
  colour: string;
  words: Words;
  /** Questions shoppers often ask, to be asked with one press. */
  hot: string[];
  open: boolean;
  back: string;
  /** "8:30–22:00" */
  hours: string;
  campaign: { name: string; how: string } | null;
  longest_text: number;
  largest_picture: number;
}

/** `POST /widget/{shop}/session` takes `{token?, user?}` and answers this. */
export interface Session {
  token: string;
  expires_at: string;
  /** Changes when it is another conversation: what was kept of the old one is forgotten. */
  conversation: string;
}

/** A user as the shop's own system signed him, see docs/howto/embed.md. */
export interface SignedUser {
  id: string;
  expires: number;
  signature: string;
}

/** Every word that the window itself shows, from scripts_zh/widget.yml. Placeholders in braces are filled by it. */
export type Words = Record<WordName, string>;

export const WORD_NAMES = [
  // the window
  "open", "close", "window", "placeholder", "send", "human", "emoji", "picture", "sound_on", "sound_off", "title_new",
  // the greeting card
  "welcome", "campaign", "hours", "hot",
  // lines
  "me", "typing", "earlier", "new_below", "sending", "sent", "delivered", "read", "failed", "offline", "picture_alt",
  // cards
  "buy", "buy_text", "stock", "stock_out", "order_title", "order_items", "order_receiver", "order_address",
  "order_carrier", "order_total", "gift_title", "gift_value",
  // waiting
  "asking", "asking_left", "asking_over", "person_ahead", "person_next", "person_here",
  // off hours
  "off", "leave", "leave_text", "leave_contact", "leave_send", "leave_cancel",
  // rating
  "rate", "rate_text", "rate_send", "rate_thanks", "star_1", "star_2", "star_3", "star_4", "star_5",
  // what went wrong
  "too_long", "too_fast", "picture_large", "picture_type", "picture_failed", "refused",
] as const;

export type WordName = (typeof WORD_NAMES)[number];
