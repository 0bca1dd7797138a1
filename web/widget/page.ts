/** The browser, as the protocol wants it. */

import type { Ports } from "../protocol/chat.ts";
import type { Keep } from "../protocol/keep.ts";
import { socketWire } from "../protocol/wire.ts";

export function portsOf(base: string, shop: string): Ports {
  return {
    shop,
    http: (path, { method, body }) => fetch(base + path, { method, body, headers: { "content-type": "application/json" }, credentials: "omit" }),
    wire: (token) => socketWire(base, token),
    keep: keepOf(),
    later: (milliseconds, work) => {
      const timer = setTimeout(work, milliseconds);
      return () => clearTimeout(timer);
    },
    now: () => Date.now(),
    random: () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (each) => each.toString(16).padStart(2, "0")).join(""),
    // Only secure pages have locks; elsewhere two tabs may send the same line, which the server stores once.
    alone: (name, work) => (navigator.locks ? navigator.locks.request(name, work).catch(work) : work()),
    calm: () => document.hidden || matchMedia("(prefers-reduced-motion: reduce)").matches,
  };
}

export function keepOf(): Keep | null {
  try {
    const kept = localStorage;
    return { get: (name) => kept.getItem(name), set: (name, value) => kept.setItem(name, value), remove: (name) => kept.removeItem(name) };
  } catch {
    return null;
  }
}
