import { html, nothing, type TemplateResult } from "lit";
import type { Button, Card } from "../protocol/messages.ts";
import * as icons from "./icons.ts";
import { addressOf } from "./linkify.ts";
import type { View } from "./view.ts";
import { filled, yuan } from "./words.ts";

type Of<K extends Card["kind"]> = Extract<Card, { kind: K }>;

/** A card beside a line; `buttons` are the line's, while they can still be pressed. An unknown card is not shown. */
export function card(view: View, shown: Card, buttons: readonly Button[]): TemplateResult | typeof nothing {
  switch (shown.kind) {
    case "product":
      return product(view, shown);
    case "order":
      return order(view, shown, buttons);
    case "gift":
      return gift(view, shown);
    default:
      return nothing;
  }
}

function product(view: View, shown: Of<"product">): TemplateResult {
  const { words } = view.shop;
  const inStock = shown.stock > 0;
  const picture = addressOf(shown.picture, view.base);
  return html`<div part="card card-product">
    ${shown.picture && picture ? html`<img src=${picture} alt="" width="72" height="72" loading="lazy" />` : html`<span class="no-picture"></span>`}
    <div>
      <b>${shown.name}</b>
      <span class="price">¥${yuan(shown.price_fen)}</span>
      <small>${inStock ? filled(words.stock, { stock: shown.stock }) : words.stock_out}</small>
    </div>
    ${inStock ? html`<button part="buy" @click=${() => view.say(filled(words.buy_text, { product_name: shown.name }))}>${words.buy}</button>` : nothing}
  </div>`;
}

/** What is confirmed, row by row; the first button says yes, the others what is to be changed. */
function order(view: View, shown: Of<"order">, buttons: readonly Button[]): TemplateResult {
  const { words } = view.shop;
  const rows = [
    [words.order_items, shown.items.join("\n")],
    [words.order_receiver, `${shown.receiver} ${shown.phone}`],
    [words.order_address, shown.address],
    [words.order_carrier, shown.carrier],
    [words.order_total, `¥${shown.total}`],
  ];
  return html`<div part="card card-order">
    <b>${words.order_title}</b>
    <dl>${rows.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
    ${buttons.length ? html`<div class="choices">${buttons.map((each) => html`<button @click=${() => view.say(each.payload)}>${each.title}</button>`)}</div>` : nothing}
  </div>`;
}

function gift({ shop: { words } }: View, shown: Of<"gift">): TemplateResult {
  return html`<div part="card card-gift">${icons.gift}<div><small>${words.gift_title}</small><b>${shown.name}</b><small>${filled(words.gift_value, { gift_value: shown.value })}</small></div></div>`;
}
