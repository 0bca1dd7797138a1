/** Addresses in a text, as links that tell the other side nothing and cannot reach back. Everything else stays text. */

import { html, type TemplateResult } from "lit";

/** Up to the first character that no address has in practice: spaces, brackets, Chinese characters and marks. */
const ADDRESS = /https?:\/\/[\w\-.~:/?#@!$&*+,;=%]+/gi;
const TAIL = /[.,;:!?]+$/;

export function linkify(text: string): (string | TemplateResult)[] {
  const parts: (string | TemplateResult)[] = [];
  let at = 0;
  for (const found of text.matchAll(ADDRESS)) {
    const address = found[0].replace(TAIL, "");
    if (!URL.canParse(address)) continue;
    parts.push(text.slice(at, found.index), link(address));
    at = found.index + address.length;
  }
  return [...parts, text.slice(at)];
}

/** Where a path of the server's leads; "" for anything that is no address of the web. */
export function addressOf(path: string, base: string): string {
  const url = URL.canParse(path, base) ? new URL(path, base) : null;
  return url && /^https?:$/.test(url.protocol) ? url.href : "";
}

function link(address: string): TemplateResult {
  return html`<a href=${address} target="_blank" rel="noopener noreferrer nofollow ugc">${address}</a>`;
}
