/**
 * `window.Huashu`, for the page's own script. What was called before we were loaded is done then, if the page began with
 * `window.Huashu = window.Huashu || { q: [] }` and pushed `["open"]`, `["product", "QM1001"]` … to `Huashu.q`.
 */

import type { SignedUser } from "../protocol/messages.ts";
import type { HuashuChat } from "./element.ts";

export const EVENTS = ["ready", "open", "close", "message", "sent", "unread"] as const;
export type EventName = (typeof EVENTS)[number];
type Heard = (detail: unknown) => void;

export interface Api {
  open(): void;
  close(): void;
  /** 货号 of what the page is about now, so that 「这个」 is understood; null for nothing. */
  product(productNo: string | null): void;
  identify(user: SignedUser | null): Promise<boolean>;
  on(name: EventName, heard: Heard): void;
  off(name: EventName, heard: Heard): void;
}

type Call = [keyof Api, ...unknown[]];
type Global = Api & {
  (shop: string): Api | undefined;
  q: { push(...calls: Call[]): void };
  add(shop: string, api: Api): void;
};

declare global {
  interface Window {
    Huashu?: Global | { q: Call[] };
  }
}

export function apiOf(element: HuashuChat): Api {
  const listeners = new Map<Heard, (event: Event) => void>();
  return {
    open: () => element.open(),
    close: () => element.close(),
    product: (productNo) => void (element.product = productNo ?? ""),
    identify: (user) => element.chat.identify(user),
    on(name, heard) {
      const listener = (event: Event): void => heard((event as CustomEvent).detail);
      listeners.set(heard, listener);
      element.addEventListener(`huashu-${name}`, listener);
    },
    off(name, heard) {
      const listener = listeners.get(heard);
      if (listener) element.removeEventListener(`huashu-${name}`, listener);
    },
  };
}

/** Makes a shop's window known. The first one on the page is what `Huashu` itself means. */
export function announce(shop: string, api: Api): void {
  const before = window.Huashu;
  if (typeof before === "function") return before.add(shop, api);
  const shops = new Map([[shop, api]]);
  const take = ([name, ...given]: Call): unknown => (api[name] as ((...given: unknown[]) => unknown) | undefined)?.(...given);
  const more = { q: { push: (...calls: Call[]) => calls.forEach(take) }, add: (name: string, its: Api) => void shops.set(name, its) };
  window.Huashu = Object.assign((name: string) => shops.get(name), api, more);
  before?.q.forEach(take);
}
