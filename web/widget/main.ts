/**
 * The one line in a shop's page: `<script src="https://…/widget.js" data-shop="qingmian" async></script>`.
 * What can be set on it: docs/howto/embed.md. Nothing here holds the page up, and no mistake of ours breaks it.
 */

import { Chat } from "../protocol/chat.ts";
import type { Shop } from "../protocol/messages.ts";
import { announce, apiOf } from "./api.ts";
import { HuashuChat } from "./element.ts";
import { portsOf } from "./page.ts";

customElements.define("huashu-chat", HuashuChat);
begin(document.currentScript as HTMLScriptElement | null);

/** A second line on the same page comes here too, before anything else of it runs: see vite.config.ts. */
export function begin(line: HTMLScriptElement | null): void {
  if (line?.dataset["shop"]) void show(line, line.dataset["shop"]);
}

async function show(line: HTMLScriptElement, shopId: string): Promise<void> {
  const base = new URL(line.src).origin;
  const shop = await shopOf(base, shopId);
  if (!shop) return;
  const element = new HuashuChat(base, shop, new Chat(portsOf(base, shop.shop)));
  dress(element, shop, line.dataset);
  await drawn();
  (document.querySelector(line.dataset["target"] || "body") ?? document.body).append(element);
  const api = apiOf(element);
  announce(shop.shop, api);
  await element.updateComplete;
  performance.mark("huashu:bubble");
  element.dispatchEvent(new CustomEvent("huashu-ready"));
  if (line.dataset["open"] !== undefined && innerWidth > 480) element.open();
}

async function shopOf(base: string, shopId: string): Promise<Shop | null> {
  try {
    const answer = await fetch(`${base}/widget/${encodeURIComponent(shopId)}`, { credentials: "omit" });
    if (answer.ok) return (await answer.json()) as Shop;
    console.warn(`Huashu: ${answer.status}. Is ${location.origin} one of the sites of ${shopId}?`);
  } catch (problem) {
    console.warn("Huashu: no server", problem);
  }
  return null;
}

/** What the line says of looks, as attributes and properties that the style sheet knows. */
function dress(element: HuashuChat, shop: Shop, set: DOMStringMap): void {
  const properties = { "--shop-colour": set["colour"] ?? shop.colour, "--place": String(document.querySelectorAll("huashu-chat").length) };
  for (const [name, value] of Object.entries(properties)) element.style.setProperty(name, value);
  if (set["zIndex"]) element.style.setProperty("--huashu-z", set["zIndex"]);
  element.product = set["product"] ?? "";
  element.dataset["theme"] = set["theme"] ?? "auto";
  element.dataset["position"] = set["position"] ?? "right";
  element.lang = "zh-CN";
}

function drawn(): Promise<unknown> {
  return document.body ? Promise.resolve() : new Promise((ready) => document.addEventListener("DOMContentLoaded", ready, { once: true }));
}
