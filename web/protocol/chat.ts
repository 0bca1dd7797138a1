/** A conversation as a client has it: what was said, what is still to be sent, how things stand. */

import type { Ack, Down, EarlierAck, HelloAck, Marks, SayAck, SignedUser, Standing } from "./messages.ts";
import { type Keep, safely } from "./keep.ts";
import { Outbox } from "./outbox.ts";
import { type Later, Pace } from "./pace.ts";
import { type Alone, type Http, Sessions } from "./session.ts";
import type { ChatLike, ChatState, Said } from "./state.ts";
import { linesIn, merged, newestOf, unreadOf } from "./transcript.ts";
import type { Wire } from "./wire.ts";

/** Everything a client needs from where it runs. */
export interface Ports {
  shop: string;
  http: Http;
  /** Makes the connection; asks for the token each time it connects. */
  wire: (token: () => string) => Wire;
  keep: Keep | null;
  later: Later;
  /** Milliseconds since 1970. */
  now: () => number;
  /** At least 128 bits, of [A-Za-z0-9_-]. */
  random: () => string;
  alone: Alone;
  /** Nobody watches, or movement is not wanted. */
  calm: () => boolean;
}

const TYPING_EVERY_MS = 1_200;
const TYPING_LASTS_MS = 20_000;
const READ_EVERY_MS = 500;
const FIRST_AGAIN_MS = 500;
const LONGEST_AGAIN_MS = 5_000;
const NO_MARKS: Marks = { delivered: 0, read: 0, seen: 0 };

export class Chat implements ChatLike {
  readonly #ports: Ports;
  readonly #sessions: Sessions;
  readonly #keep: Keep;
  #outbox: Outbox;
  readonly #pace: Pace;
  readonly #listeners = new Set<(state: ChatState) => void>();
  #wire: Wire | null = null;
  #conversation = "";
  #owner = "";
  /** What came before the answer to hello: its place is behind it. */
  #early: Down[] | null = null;
  #sending = false;
  #asking: Promise<void> | null = null;
  #wanted = false;
  #opened = false;
  #wantsOpen = false;
  #typedAt = 0;
  #readUpTo = 0;
  #tries = 0;
  /** Another one whenever a connection is begun or given up: what was asked for before is over then. */
  #turn = 0;
  readonly #timers = new Map<string, () => void>();
  #now: ChatState;

  constructor(ports: Ports) {
    this.#ports = ports;
    this.#keep = safely(ports.keep);
    this.#sessions = new Sessions(ports.http, this.#keep, ports.shop, ports.now, ports.alone);
    this.#outbox = this.#outboxOf("");
    this.#pace = new Pace(ports.later, (frame) => this.#show(frame), ports.calm);
    this.#now = {
      link: "idle", messages: [], pending: this.#outbox.all, standing: null, skew: 0, marks: NO_MARKS, typing: false,
      earlier: false, unread: 0, trouble: "",
    };
  }

  get state(): ChatState {
    return this.#now;
  }

  get known(): boolean {
    return this.#sessions.current !== null;
  }

  subscribe(listener: (state: ChatState) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  start(): void {
    if (this.#now.link !== "idle") return this.wake();
    this.#change({ link: "connecting" });
    void this.#connect();
  }

  /** Tries to connect at once: the network is back, or somebody looks at the page again. */
  wake(): void {
    if (this.#now.link !== "offline") return;
    if (this.#wire) this.#wire.wake();
    else void this.#connect();
  }

  stop(): void {
    for (const cancel of this.#timers.values()) cancel();
    this.#timers.clear();
    this.#hangUp();
    this.#pace.flush();
    this.#change({ link: "idle", typing: false });
  }

  say(text: string, about: Said = {}): void {
    this.#outbox.add(this.#ports.random(), text, new Date(this.#ports.now()).toISOString(), about);
    this.start();
    this.refresh();
  }

  retry(id: string): void {
    this.#outbox.fail(id, false);
    this.refresh();
  }

  drop(id: string): void {
    this.#outbox.remove(id);
    this.#showPending();
  }

  /** Another tab has changed what is kept; maybe it was closed with something unsent. */
  refresh(): void {
    this.#showPending();
    if (this.#outbox.first) void this.#flush();
  }

  #showPending(): void {
    const ours = new Set(this.#now.messages.map((each) => each.client_id));
    this.#change({ pending: this.#outbox.all.filter((each) => !ours.has(each.id)) });
  }

  open(): void {
    this.#opened = this.#wantsOpen = true;
    this.start();
    void this.#tellOpened();
  }

  typed(): void {
    if (this.#now.link !== "online" || this.#ports.now() - this.#typedAt < TYPING_EVERY_MS) return;
    this.#typedAt = this.#ports.now();
    void this.#wire?.say({ kind: "typing" });
  }

  read(id: number): void {
    if (id <= Math.max(this.#readUpTo, this.#now.marks.seen)) return;
    this.#readUpTo = id;
    this.#change({ unread: unreadOf(this.#now.messages, id) });
    this.#tellRead();
  }

  #tellRead(): void {
    if (this.#timers.has("read")) return;
    this.#after("read", READ_EVERY_MS, () => void this.#wire?.say({ kind: "read", read: this.#readUpTo }));
  }

  earlier(): Promise<void> {
    this.#asking ??= this.#askEarlier().finally(() => (this.#asking = null));
    return this.#asking;
  }

  async #askEarlier(): Promise<void> {
    const first = this.#now.messages[0];
    if (!first || !this.#now.earlier) return;
    const ack = (await this.#wire?.say({ kind: "earlier", before: first.id })) as Ack<EarlierAck> | null | undefined;
    if (!ack?.ok) return;
    this.#change({ messages: merged(this.#now.messages, linesIn(ack.messages)), earlier: ack.earlier === true });
  }

  async rate(stars: number, text: string): Promise<boolean> {
    return (await this.#wire?.say({ kind: "rate", stars, text }))?.ok === true;
  }

  async identify(user: SignedUser | null): Promise<boolean> {
    const wasIdle = this.#now.link === "idle";
    if (!(await this.#sessions.become(user))) return false;
    const { link } = this.#now;
    // Pages say who it is at every visit, mostly the same.
    if (link === "online" && this.#sessions.current?.conversation === this.#conversation) return true;
    this.#hangUp();
    this.#meet();
    // A user may have news waiting. Who was not connected and is nobody, or has left meanwhile, is not.
    if (link === "idle" && !(wasIdle && user)) return true;
    this.#change({ link: "connecting" });
    await this.#connect();
    return true;
  }

  async token(): Promise<string> {
    if (!this.#sessions.fresh) await this.#sessions.renew();
    return this.#sessions.current?.token ?? "";
  }

  // Connecting.

  async #connect(): Promise<void> {
    this.#hangUp();
    const turn = this.#turn;
    const usable = this.#sessions.fresh || (await this.#sessions.renew()) || this.#sessions.current !== null;
    if (turn !== this.#turn) return;
    if (!usable) return this.#again();
    this.#wire = this.#ports.wire(() => this.#sessions.current?.token ?? "");
    this.#wire.open({
      up: () => void this.#hello(),
      down: () => this.#down(),
      refused: (why) => void this.#refused(why),
      heard: (frame) => this.#heard(frame),
    });
  }

  #down(): void {
    this.#early = null;
    this.#change({ link: "offline", typing: false });
  }

  async #refused(why: string): Promise<void> {
    this.#hangUp();
    const turn = this.#turn;
    if (why === "token") await this.#sessions.renew();
    // "ended": maybe one tab too many. Those that are left must not chase each other.
    if (turn === this.#turn) this.#again(why === "ended" ? LONGEST_AGAIN_MS : undefined);
  }

  #again(pause = this.#pause()): void {
    this.#hangUp();
    this.#change({ link: "offline" });
    // Some a little sooner, so that not all come at once to a server that has just come back.
    this.#after("connect", pause * (0.75 + Math.random() / 4), () => void this.#connect());
  }

  #hangUp(): void {
    this.#turn++;
    this.#timers.get("connect")?.();
    this.#timers.delete("connect");
    this.#wire?.close();
    this.#wire = null;
  }

  #pause(): number {
    return Math.min(FIRST_AGAIN_MS * 2 ** this.#tries++, LONGEST_AGAIN_MS);
  }

  /** In one tab the anonymous shopper may write and in another a signed user: neither sends what the other wrote. */
  #outboxOf(owner: string): Outbox {
    return new Outbox(this.#keep, `huashu:${this.#ports.shop}:outbox${owner && `:${owner}`}`);
  }

  /** Another conversation than the one that was shown: nothing of that one's is kept or sent in this one's name. */
  #meet(): void {
    const conversation = this.#sessions.current?.conversation ?? "";
    const { owner } = this.#sessions;
    if (owner !== this.#owner || (this.#conversation && conversation !== this.#conversation)) {
      this.#pace.clear();
      // A new conversation of the same shopper's, his token having been refused, still gets what he wrote.
      if (owner !== this.#owner) {
        this.#outbox.clear();
        this.#owner = owner;
        this.#outbox = this.#outboxOf(owner);
      }
      this.#readUpTo = 0;
      this.#wantsOpen = this.#opened;
      this.#change({ messages: [], pending: this.#outbox.all, standing: null, marks: NO_MARKS, earlier: false, unread: 0 });
    }
    this.#conversation = conversation;
  }

  async #hello(): Promise<void> {
    this.#pace.flush();
    this.#meet();
    const wire = this.#wire;
    const early: Down[] = (this.#early = []);
    const ack = (await wire?.say({ kind: "hello", after: newestOf(this.#now.messages) })) as Ack<HelloAck> | null | undefined;
    if (wire !== this.#wire || early !== this.#early) return;
    if (!ack?.ok) return ack?.code === "token" ? this.#refused("token") : this.#again();
    this.#early = null;
    this.#tries = 0;
    if (ack.reset) this.#readUpTo = 0;
    const [known, fresh] = [ack.reset ? [] : this.#now.messages, linesIn(ack.messages)];
    const earlier = known.length ? this.#now.earlier : ack.earlier === true;
    this.#change({ link: "online", messages: merged(known, fresh), earlier, trouble: "" });
    this.#forget(fresh.map((each) => each.client_id));
    this.#stands(ack.standing);
    this.#marked(ack.marks);
    for (const each of early) this.#heard(each);
    if (this.#readUpTo > this.#now.marks.seen) this.#tellRead();
    void this.#tellOpened();
    void this.#flush();
  }

  async #tellOpened(): Promise<void> {
    if (!this.#wantsOpen || this.#now.link !== "online") return;
    this.#wantsOpen = false;
    if ((await this.#wire?.say({ kind: "open" }))?.ok !== true) this.#wantsOpen = true;
  }

  // Sending.

  /** Sends what waits, one after another in the order of writing, each until the server has it. */
  async #flush(): Promise<void> {
    this.#wanted = true;
    if (this.#sending) return;
    this.#sending = true;
    try {
      while (this.#wanted) {
        this.#wanted = false;
        await this.#ports.alone(`huashu:${this.#ports.shop}:send`, async () => {
          while (this.#now.link === "online" && !this.#timers.has("send") && (await this.#sendFirst()));
        });
      }
    } finally {
      this.#sending = false;
    }
    this.#showPending();
  }

  /** False: it is not the time to send more. */
  async #sendFirst(): Promise<boolean> {
    const next = this.#outbox.first;
    if (!next) return false;
    const { id, text, product, picture, leave } = next;
    const said = { kind: "say" as const, id, text, ...(product && { product }), ...(picture && { picture }), ...(leave && { leave }) };
    const ack = (await this.#wire?.say(said)) as Ack<SayAck> | null | undefined;
    if (ack?.ok === true) return this.#stored(id);
    // Where the connection broke, the next one sends it again.
    if (ack?.ok !== false) return this.#now.link === "online" && this.#sendLater(this.#pause());
    return this.#refusedToSend(id, ack.code, Number(ack.retry_seconds));
  }

  #stored(id: string): boolean {
    this.#outbox.remove(id);
    this.#tries = 0;
    this.#change({ trouble: "" });
    this.#showPending();
    return true;
  }

  #refusedToSend(id: string, code: string, seconds: number): boolean {
    if (code === "bad") {
      this.#outbox.fail(id, true);
      this.#showPending();
      return true;
    }
    if (code === "token") void this.#refused("token");
    else {
      this.#change({ trouble: code });
      this.#sendLater(code === "too_fast" ? 1000 * (seconds > 0 ? seconds : 1) : this.#pause());
    }
    return false;
  }

  #sendLater(pause: number): false {
    this.#after("send", pause, () => void this.#flush());
    return false;
  }

  #forget(clientIds: readonly (string | undefined)[]): void {
    for (const id of clientIds) if (id) this.#outbox.remove(id);
    this.#showPending();
  }

  // Hearing.

  #heard(frame: Down): void {
    if (this.#early) this.#early.push(frame);
    else if (frame && typeof frame === "object") this.#pace.add(frame.kind === "messages" ? { ...frame, messages: linesIn(frame.messages) } : frame);
  }

  #show(frame: Down): void {
    switch (frame.kind) {
      case "messages": {
        const ofShop = frame.messages.some((each) => each.author !== "shopper");
        this.#change({ messages: merged(this.#now.messages, frame.messages), ...(ofShop && { typing: false }) });
        this.#change({ unread: unreadOf(this.#now.messages, Math.max(this.#now.marks.seen, this.#readUpTo)) });
        return this.#forget(frame.messages.map((each) => each.client_id));
      }
      case "standing":
        return this.#stands(frame.standing);
      case "marks":
        return this.#marked(frame.marks);
      case "typing":
        this.#change({ typing: frame.on === true });
        if (frame.on) this.#after("typing", TYPING_LASTS_MS, () => this.#change({ typing: false }));
    }
  }

  #stands(standing: Standing): void {
    const skew = Date.parse(standing?.now) - this.#ports.now();
    if (!Number.isNaN(skew)) this.#change({ standing, skew });
  }

  #marked(marks: Marks): void {
    if (typeof marks?.seen !== "number") return;
    this.#change({ marks, unread: unreadOf(this.#now.messages, Math.max(marks.seen, this.#readUpTo)) });
  }

  // Small things.

  #after(name: string, milliseconds: number, work: () => void): void {
    this.#timers.get(name)?.();
    this.#timers.set(name, this.#ports.later(milliseconds, () => (this.#timers.delete(name), work())));
  }

  #change(some: Partial<ChatState>): void {
    this.#now = { ...this.#now, ...some };
    for (const each of this.#listeners) each(this.#now);
  }
}
