/** What tests need instead of a browser and a server: time that is moved, a keep, and a server that obeys messages.ts. */

import { Chat, type Ports } from "./chat.ts";
import type { Ack, Down, Message, Up } from "./messages.ts";
import type { Keep } from "./keep.ts";
import type { Listener, Wire } from "./wire.ts";

export const STANDING = { now: "2026-11-23T06:00:00Z", open: true, back: "", asking: null, person: null, rated: null };

export class Time {
  now = Date.parse("2026-11-23T06:00:00Z");
  private waiting: { at: number; work: () => void }[] = [];

  later = (milliseconds: number, work: () => void): (() => void) => {
    const entry = { at: this.now + milliseconds, work };
    this.waiting.push(entry);
    return () => (this.waiting = this.waiting.filter((each) => each !== entry));
  };

  /** Moves on, doing what becomes due in its order, with everything that follows from it. */
  async pass(milliseconds: number): Promise<void> {
    const until = this.now + milliseconds;
    await settled();
    for (;;) {
      const next = this.waiting.filter((each) => each.at <= until).sort((one, other) => one.at - other.at)[0];
      if (!next) break;
      this.waiting = this.waiting.filter((each) => each !== next);
      this.now = Math.max(this.now, next.at);
      next.work();
      await settled();
    }
    this.now = until;
  }
}

/** Everything that was promised and can happen without time passing has happened. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 50; turn++) await Promise.resolve();
}

export class Kept implements Keep {
  readonly values = new Map<string, string>();
  get = (name: string): string | null => this.values.get(name) ?? null;
  set = (name: string, value: string): void => void this.values.set(name, value);
  remove = (name: string): void => void this.values.delete(name);
}

/** One conversation, or several by their tokens. `refuse` answers the next `say`s; `cut` loses answers. */
export class Server {
  readonly messages: Message[] = [];
  readonly ups: Up[] = [];
  readonly sessions: unknown[] = [];
  readonly wires = new Set<ServerWire>();
  refuse: Ack[] = [];
  reachable = true;
  cut: "none" | "before" | "after" = "none";
  /** What it hears but leaves unanswered. */
  silent = "";
  valid = (_token: string): boolean => true;
  conversation = "talk-1";
  sessionStatus: number[] = [];

  line(author: Message["author"], text: string, more: Partial<Message> = {}): Message {
    const line = { id: this.messages.length + 1, author, text, at: STANDING.now, ...more };
    this.messages.push(line);
    return line;
  }

  push(...texts: string[]): void {
    const messages = texts.map((text) => this.line("bot", text));
    this.tell({ kind: "messages", messages });
  }

  tell(frame: Down): void {
    for (const each of this.wires) if (each.connected) each.listener?.heard(structuredClone(frame));
  }

  http: Ports["http"] = async (_path, { body }) => {
    if (!this.reachable) throw new TypeError("network");
    this.sessions.push(JSON.parse(body));
    const status = this.sessionStatus.shift() ?? 200;
    const token = `token-${this.sessions.length}`;
    return { status, json: async () => ({ token, expires_at: "2026-11-23T18:00:00Z", conversation: this.conversation }) };
  };

  texts(author: Message["author"] = "shopper"): string[] {
    return this.messages.filter((each) => each.author === author).map((each) => each.text);
  }
}

export class ServerWire implements Wire {
  readonly server: Server;
  readonly token: () => string;
  listener: Listener | null = null;
  connected = false;

  constructor(server: Server, token: () => string) {
    this.server = server;
    this.token = token;
  }

  /** Opened anew it gives up the connection it had, as the real one does. */
  open(listener: Listener): void {
    this.connected = false;
    this.listener = listener;
    this.server.wires.add(this);
    this.connect();
  }

  connect(): void {
    queueMicrotask(() => {
      if (!this.listener) return;
      if (!this.server.reachable) return this.listener.down();
      if (!this.server.valid(this.token())) return this.listener.refused("token");
      this.connected = true;
      this.listener.up();
    });
  }

  break(): void {
    this.connected = false;
    this.listener?.down();
  }

  wake(): void {
    this.connect();
  }

  close(): void {
    this.listener = null;
    this.connected = false;
    this.server.wires.delete(this);
  }

  async say(up: Up): Promise<Ack<Record<string, unknown>> | null> {
    await Promise.resolve();
    if (!this.connected) return null;
    const { server } = this;
    if (up.kind === "say" && server.cut === "before") return this.break(), null;
    server.ups.push(structuredClone(up));
    const answer = this.answer(up);
    if (up.kind === "say" && server.cut === "after") return this.break(), null;
    if (up.kind === server.silent) return null;
    return answer;
  }

  private answer(up: Up): Ack<Record<string, unknown>> {
    const { server } = this;
    const marks = { delivered: 0, read: 0, seen: 0 };
    if (up.kind === "hello") {
      const reset = up.after > server.messages.length;
      const messages = server.messages.filter((each) => each.id > (reset ? 0 : up.after));
      return { ok: true, messages: structuredClone(messages), reset, earlier: false, standing: STANDING, marks };
    }
    if (up.kind !== "say") return { ok: true };
    const refusal = server.refuse.shift();
    if (refusal) return refusal as Ack<Record<string, unknown>>;
    const known = server.messages.find((each) => each.client_id === up.id);
    const line = known ?? server.line("shopper", up.text, { client_id: up.id });
    if (!known) server.tell({ kind: "messages", messages: [line] });
    return { ok: true, message: line.id, at: line.at };
  }
}

export interface Tab {
  chat: Chat;
  time: Time;
  wire: () => ServerWire;
}

/** A chat in a tab; tabs of one browser share `keep` and `time`. */
export function tab(server: Server, time = new Time(), keep: Keep | null = new Kept(), more: Partial<Ports> = {}): Tab {
  let wire: ServerWire | null = null;
  let number = 0;
  const name = Math.random().toString(36).slice(2);
  const chat = new Chat({
    shop: "qingmian", http: server.http, keep, later: time.later, now: () => time.now, random: () => `message-${name}-${++number}`,
    wire: (token) => (wire = new ServerWire(server, token)), alone: (_name, work) => work(), calm: () => true, ...more,
  });
  return { chat, time, wire: () => wire as ServerWire };
}
