import { html, type TemplateResult } from "lit";
import * as icons from "./icons.ts";
import type { View } from "./view.ts";
import { filled } from "./words.ts";

/** Whose window it is, who answers, and a person always one tap away. */
export function header(view: View): TemplateResult {
  const { shop, state, sound } = view;
  const { words } = shop;
  const agent = state.standing?.person?.status === "accepted" ? state.standing.person.agent : "";
  const muted = sound ? words.sound_off : words.sound_on;
  return html`<div part="header">
    <div class="who">
      <strong>${shop.name}</strong>
      <span class=${state.standing?.open === false && !agent ? "away" : ""}>${agent || shop.assistant}</span>
    </div>
    ${agent ? "" : html`<button part="human" @click=${() => view.say(words.human)}>${icons.person}<span>${words.human}</span></button>`}
    <button class="icon" @click=${() => view.toggleSound()} aria-label=${muted} title=${muted} aria-pressed=${sound}>
      ${sound ? icons.soundOn : icons.soundOff}
    </button>
    <button class="icon" part="minimise" @click=${() => view.close()} aria-label=${words.close} title=${words.close}>${icons.minimise}</button>
  </div>`;
}

/** The first thing in a new conversation: the shop, its campaign, its hours. */
export function greeting({ shop }: View): TemplateResult {
  const { words, campaign } = shop;
  return html`<div part="greeting">
    <p>${filled(words.welcome, { shop_name: shop.name, assistant: shop.assistant })}</p>
    ${campaign ? html`<p class="campaign">${filled(words.campaign, { campaign_name: campaign.name, campaign_how: campaign.how })}</p>` : ""}
    <p class="hours">${filled(words.hours, { hours: shop.hours })}</p>
  </div>`;
}
