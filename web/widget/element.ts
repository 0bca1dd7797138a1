/** `<huashu-chat>`: the bubble and the window of one shop. Everything inside is drawn from the chat's state. */

import { html, LitElement, nothing, type PropertyValues, unsafeCSS } from "lit";
import { read, safely } from "../protocol/keep.ts";
import type { Shop } from "../protocol/messages.ts";
import type { ChatLike, ChatState } from "../protocol/state.ts";
import { bars } from "./bars.ts";
import { composer } from "./composer.ts";
import { header } from "./header.ts";
import * as icons from "./icons.ts";
import { log } from "./log.ts";
import { ring, TitleBadge } from "./noticing.ts";
import { keepOf } from "./page.ts";
import { send as sendPicture, type Trouble } from "./picture.ts";
import type { Panel, View } from "./view.ts";
import css from "./widget.css?inline";
import { filled } from "./words.ts";

const SHEET = matchMedia("(max-width: 480px)");
/** Where writing brings a keyboard up, it is left to the shopper when. */
const TOUCH = matchMedia("(pointer: coarse)");
const DARK = matchMedia("(prefers-color-scheme: dark)");
const NEAR_PX = 40;
/** Safari ends a composition just before it tells of the Enter that ended it. */
const COMPOSED_MS = 60;
const TICK_MS = 1000;

interface Kept {
  open?: boolean;
  sound?: boolean;
}

const isKept = (value: unknown): value is Kept => typeof value === "object" && value !== null;

export class HuashuChat extends LitElement implements View {
  static override styles = unsafeCSS(css);
  static override properties = Object.fromEntries(
    ["state", "opened", "panel", "sound", "below", "notice", "uploading", "stars", "live"].map((each) => [each, { state: true }]),
  );

  declare state: ChatState;
  declare opened: boolean;
  declare panel: Panel;
  declare sound: boolean;
  declare below: number;
  declare notice: string;
  declare uploading: boolean;
  declare stars: number;
  declare live: boolean;
  readonly base: string;
  readonly shop: Shop;
  readonly chat: ChatLike;
  product = "";
  readonly #keep = safely(keepOf());
  readonly #title = new TitleBadge();
  #unsubscribe = () => {};
  #ticking = 0;
  #composedAt = 0;
  #atBottom = true;

  constructor(base: string, shop: Shop, chat: ChatLike) {
    super();
    [this.base, this.shop, this.chat] = [base, shop, chat];
    const kept = this.#kept();
    this.state = chat.state;
    this.opened = kept.open === true && !SHEET.matches;
    this.sound = kept.sound !== false;
    this.panel = "";
    this.notice = "";
    this.below = this.stars = 0;
    this.uploading = this.live = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.setAttribute("role", "region");
    this.setAttribute("aria-label", this.shop.words.open);
    this.#unsubscribe = this.chat.subscribe((state) => this.#changed(state));
    this.#dim();
    DARK.addEventListener("change", this.#dim);
    addEventListener("online", this.#wake);
    addEventListener("storage", this.#stored);
    document.addEventListener("visibilitychange", this.#wake);
    visualViewport?.addEventListener("resize", this.#fit);
    visualViewport?.addEventListener("scroll", this.#fit);
    this.#ticking = window.setInterval(() => this.state.standing?.asking && this.requestUpdate(), TICK_MS);
    if (this.opened) this.chat.open();
    else if (this.chat.known) this.chat.start();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unsubscribe();
    DARK.removeEventListener("change", this.#dim);
    removeEventListener("online", this.#wake);
    removeEventListener("storage", this.#stored);
    document.removeEventListener("visibilitychange", this.#wake);
    visualViewport?.removeEventListener("resize", this.#fit);
    visualViewport?.removeEventListener("scroll", this.#fit);
    clearInterval(this.#ticking);
    this.#title.show(0, "");
    this.chat.stop();
  }

  // What others may do.

  open(): void {
    if (this.opened) return;
    this.opened = true;
    this.#atBottom = true;
    this.#remember();
    this.chat.open();
    this.#tell("open");
    void this.updateComplete.then(() => (this.#fit(), this.toBottom(), this.#find(TOUCH.matches ? "log" : "input")?.focus({ preventScroll: true })));
  }

  close(): void {
    if (!this.opened) return;
    this.opened = this.live = false;
    this.panel = "";
    this.#remember();
    this.#tell("close");
    void this.updateComplete.then(() => this.#find("bubble")?.focus({ preventScroll: true }));
  }

  say(text: string): void {
    if (!text.trim()) return;
    this.chat.say(text, this.product ? { product: this.product } : {});
    this.#said(text);
  }

  // What the parts do.

  show(panel: Panel): void {
    this.panel = panel;
    const first = { emoji: '[part="emojis"] button', leave: '[part="leave"] textarea', "": '[part="input"]' }[panel];
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>(first)?.focus());
  }

  toggleSound(): void {
    this.sound = !this.sound;
    this.#remember();
    if (this.sound) ring();
  }

  send(): void {
    const input = this.#input;
    if (!input?.value.trim()) return;
    this.say(input.value.trim());
    input.value = "";
    this.panel = "";
    this.#grow();
    input.focus();
  }

  insert(text: string): void {
    const input = this.#input;
    if (!input) return;
    input.setRangeText(text, input.selectionStart, input.selectionEnd, "end");
    this.#grow();
  }

  typed(event: Event): void {
    const full = (event.target as HTMLTextAreaElement).value.length >= this.shop.longest_text;
    this.notice = full ? this.shop.words.too_long : "";
    this.#grow();
    this.chat.typed();
  }

  pressed(event: KeyboardEvent): void {
    const composing = event.isComposing || event.keyCode === 229 || performance.now() - this.#composedAt < COMPOSED_MS;
    if (event.key !== "Enter" || event.shiftKey || composing) return;
    event.preventDefault();
    this.send();
  }

  composed(): void {
    this.#composedAt = performance.now();
  }

  pasted(event: ClipboardEvent): void {
    const file = [...(event.clipboardData?.files ?? [])].find((each) => each.type.startsWith("image/"));
    if (!file) return;
    event.preventDefault();
    void this.#upload(file);
  }

  picked(event: Event): void {
    const chosen = event.target as HTMLInputElement;
    const file = chosen.files?.[0];
    chosen.value = "";
    if (file) void this.#upload(file);
  }

  scrolled(): void {
    const box = this.#find("log");
    if (!box) return;
    this.#atBottom = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_PX;
    if (this.#atBottom) this.#seen();
  }

  toBottom(): void {
    const box = this.#find("log");
    if (box) box.scrollTop = box.scrollHeight;
    this.#atBottom = true;
    this.#seen();
  }

  leave(event: Event): void {
    event.preventDefault();
    const form = new FormData(event.target as HTMLFormElement);
    const text = String(form.get("text")).trim();
    if (!text) return;
    this.chat.say(text, { leave: { contact: String(form.get("contact")).trim() } });
    this.#said(text);
    this.panel = "";
  }

  star(stars: number): void {
    this.stars = stars;
  }

  rate(event: Event): void {
    event.preventDefault();
    const text = new FormData(event.target as HTMLFormElement).get("text");
    void this.chat.rate(this.stars, String(text ?? "")).then((taken) => {
      if (taken) this.stars = 0;
      else this.notice = this.shop.words.refused;
    });
  }

  override render() {
    const { words } = this.shop;
    const { unread } = this.state;
    return html`
      <button part="bubble" ?hidden=${this.opened && SHEET.matches} aria-expanded=${this.opened} @click=${() => (this.opened ? this.close() : this.open())}
        aria-label=${this.opened ? words.close : words.open}>
        ${this.opened ? icons.minimise : icons.chat}
        ${unread && !this.opened ? html`<span part="badge"><span aria-hidden="true">${unread > 99 ? "99+" : unread}</span><span class="unseen">${filled(words.new_below, { n: unread })}</span></span>` : nothing}
      </button>
      ${this.opened ? this.#window() : nothing}`;
  }

  #window() {
    const { words, name } = this.shop;
    return html`<div part="window" role="dialog" aria-modal=${SHEET.matches} aria-label=${filled(words.window, { shop_name: name })}
      @keydown=${this.#key} @dragover=${(event: DragEvent) => event.preventDefault()} @drop=${this.#dropped}>
      ${header(this)}${log(this)}
      ${this.below ? html`<button part="below" @click=${() => this.toBottom()}>${filled(words.new_below, { n: this.below })}</button>` : nothing}
      ${bars(this)}${composer(this)}
    </div>`;
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has("state") || changed.has("opened")) {
      if (this.opened && this.#atBottom) this.toBottom();
      if (this.opened && this.state.link === "online" && !this.live) requestAnimationFrame(() => (this.live = true));
    }
    this.#title.show(document.hidden ? this.state.unread : 0, this.shop.words.title_new);
  }

  // Inside.

  #changed(state: ChatState): void {
    const before = this.state;
    this.state = state;
    const fresh = state.messages.filter((each) => each.author !== "shopper" && each.id > (before.messages.at(-1)?.id ?? Infinity));
    if (fresh.length) this.#heard(fresh);
    if (state.unread !== before.unread) this.#tell("unread", state.unread);
  }

  #heard(fresh: readonly { text: string }[]): void {
    if (this.sound && (document.hidden || !this.opened)) ring();
    if (this.opened && !this.#atBottom) this.below += fresh.length;
    for (const each of fresh) this.#tell("message", each);
  }

  #said(text: string): void {
    this.notice = "";
    this.#atBottom = true;
    this.#tell("sent", { text });
  }

  #seen(): void {
    this.below = 0;
    const last = this.state.messages.at(-1);
    if (last && this.opened && !document.hidden) this.chat.read(last.id);
  }

  async #upload(file: File): Promise<void> {
    if (this.uploading) return;
    this.uploading = true;
    this.notice = "";
    const sent = await sendPicture(this.base, this.shop, file, () => this.chat.token());
    this.uploading = false;
    if (typeof sent === "string") this.notice = this.#wordFor(sent);
    else {
      this.chat.say("", { picture: sent.id, ...(this.product && { product: this.product }) });
      this.#said("");
    }
  }

  #wordFor(trouble: Trouble): string {
    return filled(this.shop.words[trouble], { megabytes: Math.floor(this.shop.largest_picture / 1024 / 1024) });
  }

  readonly #dropped = (event: DragEvent): void => {
    event.preventDefault();
    const file = event.dataTransfer?.files[0];
    if (file) void this.#upload(file);
  };

  readonly #key = (event: KeyboardEvent): void => {
    if (event.key === "Escape" && !event.isComposing) this.panel ? this.show("") : this.close();
    if (event.key === "Tab" && SHEET.matches) this.#trap(event);
  };

  /** A sheet covers the page, so the Tab key stays in it. */
  #trap(event: KeyboardEvent): void {
    const stops = [...this.renderRoot.querySelectorAll<HTMLElement>('[part="window"] :is(button, a, textarea, input, [tabindex])')];
    const end = event.shiftKey ? stops[0] : stops.at(-1);
    if ((this.renderRoot as ShadowRoot).activeElement !== end) return;
    event.preventDefault();
    (event.shiftKey ? stops.at(-1) : stops[0])?.focus();
  }

  readonly #wake = (): void => {
    if (document.hidden) return;
    this.chat.wake();
    if (this.opened && this.#atBottom) this.#seen();
    this.requestUpdate();
  };

  readonly #stored = (event: StorageEvent): void => {
    if (event.key === null || event.key.startsWith(`huashu:${this.shop.shop}:`)) this.chat.refresh();
  };

  /** The keyboard of a phone covers the lower half of the page: a sheet is as high as what is left. */
  readonly #fit = (): void => {
    const view = visualViewport;
    if (!view || !this.opened) return;
    this.#find("window")?.style.setProperty("--sheet-height", `${view.height}px`);
    this.#find("window")?.style.setProperty("--sheet-top", `${view.offsetTop}px`);
    if (this.#atBottom) this.toBottom();
  };

  readonly #dim = (): void => {
    const theme = this.dataset["theme"];
    this.toggleAttribute("data-dark", theme === "dark" || (theme !== "light" && DARK.matches));
  };

  #grow(): void {
    const input = this.#input;
    if (!input) return;
    input.style.height = "auto";
    input.style.height = `${input.scrollHeight}px`;
  }

  get #input(): HTMLTextAreaElement | null {
    return this.renderRoot.querySelector('[part="input"]');
  }

  #find(name: string): HTMLElement | null {
    return this.renderRoot.querySelector(`[part="${name}"]`);
  }

  #tell(name: string, detail?: unknown): void {
    this.dispatchEvent(new CustomEvent(`huashu-${name}`, { detail, bubbles: true, composed: true }));
  }

  get #keptName(): string {
    return `huashu:${this.shop.shop}:window`;
  }

  #kept(): Kept {
    return read(this.#keep, this.#keptName, isKept, {});
  }

  #remember(): void {
    this.#keep.set(this.#keptName, JSON.stringify({ open: this.opened, sound: this.sound }));
  }
}
