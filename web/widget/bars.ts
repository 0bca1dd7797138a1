import { html, nothing, type TemplateResult } from "lit";
import { left } from "./time.ts";
import type { View } from "./view.ts";
import { filled } from "./words.ts";

type Part = TemplateResult | typeof nothing;

const STARS = [1, 2, 3, 4, 5] as const;

/** How things stand, between transcript and input: each bar only while it is so. */
export function bars(view: View): Part[] {
  return [offline(view), asking(view), person(view), off(view), rating(view), notice(view)];
}

function offline({ state, shop: { words } }: View): Part {
  return state.link === "offline" ? html`<div part="bar offline" role="status">${words.offline}</div>` : nothing;
}

/** The countdown is the promise's own due time by the server's clock. It is not read out at every second. */
function asking({ state, shop: { words } }: View): Part {
  const asked = state.standing?.asking;
  if (!asked) return nothing;
  const rest = Date.parse(asked.due) - (Date.now() + state.skew);
  return html`<div part="bar asking">
    <span role="status">${words.asking}</span>
    <span role="timer">${rest > 0 ? filled(words.asking_left, { left: left(rest) }) : words.asking_over}</span>
  </div>`;
}

function person({ state, shop: { words } }: View): Part {
  const who = state.standing?.person;
  if (!who || (who.status === "requested" && state.standing?.open === false)) return nothing;
  const text = who.status === "accepted" ? filled(words.person_here, who) : who.ahead ? filled(words.person_ahead, who) : words.person_next;
  return html`<div part="bar person" role="status">${text}</div>`;
}

function off(view: View): Part {
  const { standing } = view.state;
  const { words } = view.shop;
  if (!standing || standing.open || standing.person?.status === "accepted") return nothing;
  if (view.panel === "leave") return leaving(view);
  return html`<div part="bar off"><span>${filled(words.off, { back: standing.back })}</span><button @click=${() => view.show("leave")}>${words.leave}</button></div>`;
}

function leaving(view: View): TemplateResult {
  const { words, longest_text } = view.shop;
  return html`<form part="leave" @submit=${(event: Event) => view.leave(event)}>
    <textarea name="text" rows="3" required maxlength=${longest_text} aria-label=${words.leave_text} placeholder=${words.leave_text}></textarea>
    <input name="contact" maxlength="100" autocomplete="tel" aria-label=${words.leave_contact} placeholder=${words.leave_contact} />
    <div><button type="button" @click=${() => view.show("")}>${words.leave_cancel}</button><button class="main">${words.leave_send}</button></div>
  </form>`;
}

function rating(view: View): Part {
  const { words } = view.shop;
  const rated = view.state.standing?.rated ?? null;
  if (rated === null) return nothing;
  if (rated > 0) return html`<div part="bar rate" role="status">${words.rate_thanks}</div>`;
  return html`<form part="rate" @submit=${(event: Event) => view.rate(event)}>
    <fieldset>
      <legend>${words.rate}</legend>
      ${STARS.map(
        (each) => html`<label class=${each <= view.stars ? "lit" : ""} title=${words[`star_${each}`]}>
          <input type="radio" name="stars" value=${each} .checked=${each === view.stars} @change=${() => view.star(each)} />
          <span aria-hidden="true">★</span><span class="unseen">${words[`star_${each}`]}</span>
        </label>`,
      )}
    </fieldset>
    ${view.stars
      ? html`<input name="text" maxlength="500" aria-label=${words.rate_text} placeholder=${words.rate_text} /><button class="main">${words.rate_send}</button>`
      : nothing}
  </form>`;
}

function notice(view: View): Part {
  const { words } = view.shop;
  const text = view.notice || (view.state.trouble === "too_fast" ? words.too_fast : "");
  return html`<div part="bar notice" role="status" ?hidden=${!text}>${text}</div>`;
}
