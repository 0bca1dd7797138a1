import { html, nothing, type TemplateResult } from "lit";
import * as icons from "./icons.ts";
import type { View } from "./view.ts";

/** Written as most of these are used: what a shopper says to a shop. */
const EMOJI = [..."😀😄😁😂🤣😊😍🥰😘😋😜🤔🙄😏😅😓😢😭😤😡😱🥺😴🤝👍👌👏🙏💪✌️❤️💔🌹🎉🎁🔥💰📦🚚⭐"].filter((each) => each !== "\ufe0f");
const TAKEN = "image/jpeg,image/png,image/webp,image/gif";

/** Hot questions until the shopper has said something; then what is being written. */
export function composer(view: View): TemplateResult {
  const { shop } = view;
  const { words } = shop;
  return html`${hot(view)}${view.panel === "emoji" ? emoji(view) : nothing}
    <div part="composer">
      <button class="icon" part="emoji" aria-label=${words.emoji} title=${words.emoji} aria-expanded=${view.panel === "emoji"} @click=${() => view.show(view.panel === "emoji" ? "" : "emoji")}>${icons.smile}</button>
      <label class="icon" part="picture" title=${words.picture}>
        ${icons.photo}<span class="unseen">${words.picture}</span>
        <input type="file" accept=${TAKEN} ?disabled=${view.uploading} @change=${(event: Event) => view.picked(event)} />
      </label>
      <textarea part="input" rows="1" maxlength=${shop.longest_text} enterkeyhint="send" aria-label=${words.placeholder} placeholder=${words.placeholder}
        @input=${(event: Event) => view.typed(event)} @keydown=${(event: KeyboardEvent) => view.pressed(event)}
        @compositionend=${() => view.composed()} @paste=${(event: ClipboardEvent) => view.pasted(event)}></textarea>
      <button part="send" aria-label=${words.send} title=${words.send} @click=${() => view.send()}>${icons.send}</button>
    </div>`;
}

function hot(view: View): TemplateResult | typeof nothing {
  const { state, shop } = view;
  if (!shop.hot.length || state.pending.length || state.earlier || state.messages.some((each) => each.author === "shopper")) return nothing;
  return html`<div part="hot" role="group" aria-label=${shop.words.hot}>${shop.hot.map((each) => html`<button @click=${() => view.say(each)}>${each}</button>`)}</div>`;
}

function emoji(view: View): TemplateResult {
  return html`<div part="emojis" role="group" aria-label=${view.shop.words.emoji} @keydown=${walk}>
    ${EMOJI.map((each) => html`<button @click=${() => view.insert(each)}>${each}</button>`)}
  </div>`;
}

/** Arrow keys go from one to the next, so that forty are not forty stops of the Tab key's way. */
function walk(event: KeyboardEvent): void {
  const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: 8, ArrowUp: -8 }[event.key];
  if (step === undefined) return;
  event.preventDefault();
  const all = [...(event.currentTarget as HTMLElement).children] as HTMLElement[];
  all[all.indexOf(event.target as HTMLElement) + step]?.focus();
}
