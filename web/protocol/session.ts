/** Whose conversation it is: the token, got from the server, kept by the browser, renewed before it is over. */

import type { Session, SignedUser } from "./messages.ts";
import { type Keep, read } from "./keep.ts";

export interface Answer {
  status: number;
  json(): Promise<unknown>;
}

/** One tab at a time does `work`; where tabs cannot agree, each does it. */
export type Alone = (name: string, work: () => Promise<void>) => Promise<void>;

export type Http = (path: string, given: { method: string; body: string }) => Promise<Answer>;

/** A new token is asked for when the old one has less than this left. */
const LEFT_MS = 10 * 60_000;

export class Sessions {
  readonly #http: Http;
  readonly #keep: Keep;
  readonly #shop: string;
  readonly #now: () => number;
  readonly #alone: Alone;
  #last: Promise<unknown> = Promise.resolve();
  #asking: Promise<boolean> | null = null;
  #user: SignedUser | null = null;
  #ofUser: Session | null = null;

  constructor(http: Http, keep: Keep, shop: string, now: () => number, alone: Alone) {
    this.#http = http;
    this.#keep = keep;
    this.#shop = shop;
    this.#now = now;
    this.#alone = alone;
  }

  /** The anonymous shopper's is kept by the browser; that of a user whom the shop signed lasts as long as the page. */
  get current(): Session | null {
    return this.#ofUser ?? read(this.#keep, this.#name, isSession, null);
  }

  get fresh(): boolean {
    const session = this.current;
    return session !== null && Date.parse(session.expires_at) - this.#now() > LEFT_MS;
  }

  /** Whose unsent lines are whose: "" is the anonymous shopper of this browser. */
  get owner(): string {
    return this.#ofUser?.conversation ?? "";
  }

  /** Another shopper from now on. False: the server does not know him, and everything is as it was. */
  become(user: SignedUser | null): Promise<boolean> {
    return this.#inTurn(async () => {
      const session = user && (await this.#begin({ user }));
      if (user && !isSession(session)) return false;
      [this.#user, this.#ofUser] = [user, session as Session | null];
      return true;
    });
  }

  /** Gets a token; who asks meanwhile waits for the same. False: there is none to be had now. */
  renew(): Promise<boolean> {
    this.#asking ??= this.#inTurn(() => this.#ask()).finally(() => (this.#asking = null));
    return this.#asking;
  }

  /** Two tabs that begin together begin one conversation: the second finds what the first has got. */
  async #ask(): Promise<boolean> {
    const old = this.current?.token;
    let session: unknown = null;
    await this.#alone(this.#name, async () => {
      session = this.current?.token === old ? await this.#again(old) : this.current;
      if (!isSession(session)) return;
      if (this.#user) this.#ofUser = session;
      else this.#keep.set(this.#name, JSON.stringify(session));
    });
    return isSession(session);
  }

  /** A token that is refused is of no more use: a new conversation is better than none. A user's has to be signed anew. */
  async #again(token: string | undefined): Promise<unknown> {
    const anew = this.#user ? { user: this.#user } : {};
    const session = await this.#begin(token ? { token } : anew);
    return session === 403 && token ? this.#begin(anew) : session;
  }

  /** One change of shopper or token after the other, as they were asked for. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#last.then(work);
    this.#last = done.catch(() => null);
    return done;
  }

  async #begin(given: { token?: string; user?: SignedUser }): Promise<unknown> {
    try {
      const body = JSON.stringify(given);
      const answer = await this.#http(`/widget/${encodeURIComponent(this.#shop)}/session`, { method: "POST", body });
      return answer.status === 200 ? await answer.json() : answer.status;
    } catch {
      return null;
    }
  }

  get #name(): string {
    return `huashu:${this.#shop}:session`;
  }
}

function isSession(value: unknown): value is Session {
  const session = value as Partial<Session> | null;
  return [session?.token, session?.expires_at, session?.conversation].every((each) => typeof each === "string");
}
