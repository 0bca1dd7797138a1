/** The connection: a port, and socket.io behind it. It connects again by itself for as long as it is open. */

import { Manager, type Socket } from "socket.io-client";
import type { Ack, Down, Up } from "./messages.ts";

export interface Listener {
  /** Connected; nothing was said on this connection yet. */
  up(): void;
  down(): void;
  /** The server refused the connection: "token", "ended" (it was a good one), or another word. It is not tried again by itself. */
  refused(why: string): void;
  heard(frame: Down): void;
}

export interface Wire {
  open(listener: Listener): void;
  /** Tries at once where it waits for its next try. */
  wake(): void;
  close(): void;
  /** The server's answer; null where none came in time or the connection broke. */
  say(up: Up): Promise<Ack<Record<string, unknown>> | null>;
}

const ANSWER_MS = 10_000;

/** `token` is asked for at every connection, so that a new one is used as soon as there is one. */
export function socketWire(base: string, token: () => string): Wire {
  let socket: Socket | null = null;
  return {
    open(listener) {
      socket?.close();
      const manager = new Manager(base, {
        transports: ["websocket", "polling"],
        tryAllTransports: true,
        reconnectionDelay: 500,
        reconnectionDelayMax: 5_000,
        randomizationFactor: 0.5,
      });
      socket = manager.socket("/", { auth: (give: (auth: object) => void) => give({ token: token() }) });
      socket.on("connect", () => listener.up());
      socket.on("disconnect", (reason) => {
        listener.down();
        if (reason === "io server disconnect") listener.refused("ended");
      });
      socket.on("connect_error", (problem) => {
        listener.down();
        if (!socket?.active) listener.refused(problem.message);
      });
      socket.on("down", (frame) => listener.heard(frame));
    },
    wake() {
      if (socket && !socket.connected) socket.disconnect().connect();
    },
    close() {
      socket?.close();
      socket = null;
    },
    async say(up) {
      if (!socket?.connected) return null;
      try {
        return await socket.timeout(ANSWER_MS).emitWithAck("up", up);
      } catch {
        return null;
      }
    },
  };
}
