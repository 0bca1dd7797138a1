import { html, nothing, type TemplateResult } from "lit";
import type { Button, Message } from "../protocol/messages.ts";
import type { Pending } from "../protocol/state.ts";
import { card } from "./cards.ts";
import { greeting } from "./header.ts";
import { addressOf, linkify } from "./linkify.ts";
import { said } from "./time.ts";
import type { View } from "./view.ts";
import { filled } from "./words.ts";

const GAP_MS = 5 * 60_000;

/** The transcript, and behind it what is still to be sent. */
export function log(view: View): TemplateResult {
  const { state, shop, live } = view;
  const { words } = shop;
  const last = state.messages.at(-1);
  const open = last && last.author !== "shopper" && !state.pending.length ? last : undefined;
  return html`<div part="log" role="log" aria-live=${live ? "polite" : "off"} aria-label=${filled(words.window, { shop_name: shop.name })} tabindex="0" @scroll=${() => view.scrolled()}>
    ${state.earlier ? html`<button part="earlier" @click=${() => view.chat.earlier()}>${words.earlier}</button>` : greeting(view)}
    ${state.messages.map((each, at) => line(view, each, state.messages[at - 1], each === open ? (each.buttons ?? []) : []))}
    ${mark(view)}
    ${state.pending.map((each) => unsent(view, each))}
    ${state.typing ? html`<div part="typing" aria-hidden="true"><i></i><i></i><i></i></div>` : nothing}
  </div>`;
}

function line(view: View, message: Message, before: Message | undefined, buttons: readonly Button[]): TemplateResult {
  const { words, assistant } = view.shop;
  const mine = message.author === "shopper";
  const name = mine ? words.me : (message.agent ?? assistant);
  const late = !before || Date.parse(message.at) - Date.parse(before.at) > GAP_MS;
  const isOrder = message.card?.kind === "order";
  return html`${late ? html`<time datetime=${message.at}>${said(message.at, Date.now() + view.state.skew)}</time>` : nothing}
    <div part="line ${mine ? "mine" : "theirs"}" data-id=${message.id}>
      <span class="unseen">${name}：</span>
      ${message.text ? html`<div part="text" class=${isOrder ? "unseen" : ""}>${linkify(message.text)}</div>` : nothing}
      ${message.picture ? picture(view, message) : nothing}
      ${message.card ? card(view, message.card, buttons) : nothing}
      ${buttons.length && !isOrder ? quickReplies(view, buttons) : nothing}
    </div>`;
}

function picture(view: View, { picture: sent }: Message): TemplateResult | typeof nothing {
  if (!sent) return nothing;
  const address = addressOf(sent.url, view.base);
  return html`<a href=${address} target="_blank" rel="noopener"><img part="photo" src=${address} width=${sent.width} height=${sent.height} alt=${view.shop.words.picture_alt} /></a>`;
}

function quickReplies(view: View, buttons: readonly Button[]): TemplateResult {
  return html`<div part="quick">${buttons.map((each) => html`<button @click=${() => view.say(each.payload)}>${each.title}</button>`)}</div>`;
}

/** Under the shopper's last line, if the shop has said nothing since: how far it has come. */
function mark({ state, shop: { words } }: View): TemplateResult | typeof nothing {
  const last = state.messages.at(-1);
  if (last?.author !== "shopper" || state.pending.length) return nothing;
  const { delivered, read } = state.marks;
  return html`<div part="mark">${last.id <= read ? words.read : last.id <= delivered ? words.delivered : words.sent}</div>`;
}

function unsent(view: View, pending: Pending): TemplateResult {
  const { words } = view.shop;
  return html`<div part="line mine" class="unsent">
      <span class="unseen">${words.me}：</span>
      <div part="text">${pending.text || words.picture_alt}</div>
    </div>
    <div part="mark">
      ${pending.failed
        ? html`<button class="again" @click=${() => view.chat.retry(pending.id)}>${words.failed}</button><button class="again" @click=${() => view.chat.drop(pending.id)} aria-label=${words.close}>×</button>`
        : words.sending}
    </div>`;
}
