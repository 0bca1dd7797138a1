/** A picture on its way to the server, which makes it anew and gives it an id. */

import type { Shop } from "../protocol/messages.ts";

const TAKEN = /^image\/(jpeg|png|webp|gif)$/;

/** The word for what went wrong. */
export type Trouble = "picture_large" | "picture_type" | "picture_failed" | "too_fast";

const TROUBLES: Record<number, Trouble> = { 413: "picture_large", 415: "picture_type", 429: "too_fast" };

export async function send(base: string, shop: Shop, file: File, token: () => Promise<string>): Promise<{ id: string } | Trouble> {
  if (!TAKEN.test(file.type)) return "picture_type";
  if (file.size > shop.largest_picture) return "picture_large";
  try {
    const headers = { authorization: `Bearer ${await token()}`, "content-type": file.type };
    const answer = await fetch(`${base}/widget/${shop.shop}/pictures`, { method: "POST", body: file, headers, credentials: "omit" });
    if (answer.ok) return (await answer.json()) as { id: string };
    return TROUBLES[answer.status] ?? "picture_failed";
  } catch {
    return "picture_failed";
  }
}
