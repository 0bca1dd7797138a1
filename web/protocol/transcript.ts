/** The lines of a conversation, in order of their ids. Pure. */

import type { Author, Button, Card, Message, Picture } from "./messages.ts";

const AUTHORS: readonly string[] = ["shopper", "bot", "agent"] satisfies Author[];

/** `known` and `fresh` together, each line once, oldest first. */
export function merged(known: readonly Message[], fresh: readonly Message[]): Message[] {
  const byId = new Map(known.map((each) => [each.id, each]));
  for (const each of fresh) byId.set(each.id, each);
  return [...byId.values()].sort((one, other) => one.id - other.id);
}

export function newestOf(messages: readonly Message[]): number {
  return messages.at(-1)?.id ?? 0;
}

/** Lines of the shop that came behind what the shopper has seen. */
export function unreadOf(messages: readonly Message[], seen: number): number {
  return messages.filter((each) => each.author !== "shopper" && each.id > seen).length;
}

/** The lines in what a server sent; what is none is left out, so that a bad one cannot stop the others. */
export function linesIn(given: unknown): Message[] {
  return Array.isArray(given) ? given.flatMap((each) => lineIn(each) ?? []) : [];
}

function lineIn(given: unknown): Message | null {
  const from = given as Partial<Message> | null;
  if (!from || typeof from.id !== "number" || typeof from.text !== "string" || !isTime(from.at)) return null;
  if (!AUTHORS.includes(from.author as string)) return null;
  const line: Message = { id: from.id, author: from.author as Author, text: from.text, at: from.at };
  if (typeof from.client_id === "string") line.client_id = from.client_id;
  if (typeof from.agent === "string") line.agent = from.agent;
  if (Array.isArray(from.buttons)) line.buttons = from.buttons.filter(isButton);
  if (isCard(from.card)) line.card = from.card;
  if (from.picture && typeof from.picture.url === "string") line.picture = from.picture as Picture;
  return line;
}

export function isTime(given: unknown): given is string {
  return typeof given === "string" && !Number.isNaN(Date.parse(given));
}

function isButton(given: unknown): given is Button {
  const button = given as Partial<Button> | null;
  return typeof button?.title === "string" && typeof button.payload === "string";
}

/** What every card of a kind has; without it the line's text, which says the same, is shown alone. */
const CARDS = new Map<unknown, string[]>([
  ["product", ["name", "price_fen", "stock"]],
  ["order", ["receiver", "phone", "address", "carrier", "total"]],
  ["gift", ["name", "value"]],
] satisfies [Card["kind"], string[]][]);

function isCard(given: unknown): given is Card {
  const card = given as Record<string, unknown> | null | undefined;
  const isWhole = CARDS.get(card?.["kind"])?.every((each) => card?.[each] != null) === true;
  return isWhole && (card?.["kind"] !== "order" || Array.isArray(card["items"]));
}
