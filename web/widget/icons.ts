/** Drawn by us, one path each on a 24-grid; colour and size come from the text around. */

import { html, type TemplateResult } from "lit";

function icon(path: string): TemplateResult {
  return html`<svg viewBox="0 0 24 24" aria-hidden="true"><path d=${path} /></svg>`;
}

export const chat = icon("M12 3.5c-5 0-9 3.4-9 7.6 0 2.4 1.3 4.5 3.3 5.9l-.6 3.2 3.6-1.8c.9.2 1.8.3 2.7.3 5 0 9-3.4 9-7.6s-4-7.6-9-7.6M8 11h.01M12 11h.01M16 11h.01");
export const minimise = icon("M5 9l7 7 7-7");
export const send = icon("M4 12l16-8-6 16-3-7zM11 13l4-4");
export const smile = icon("M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M8.5 10h.01M15.5 10h.01M8 14c1.8 3 6.2 3 8 0");
export const photo = icon("M4 6h16v13H4zM4 16l5-5 4 4 2-2 5 4M15.5 9.5h.01");
export const person = icon("M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8M4.5 20c.6-4 3.6-6 7.5-6s6.9 2 7.5 6");
export const soundOn = icon("M4 10v4h4l5 4V6L8 10zM16.5 9a4 4 0 0 1 0 6M19 6.500a8 8 0 0 1 0 11");
export const soundOff = icon("M4 10v4h4l5 4V6L8 10zM17 10l4 4M21 10l-4 4");
export const gift = icon("M4 11h16v9H4zM3 7.500h18V11H3zM12 7.500V20M12 7.500C9 7.5 7 6 8 4.500S12 5 12 7.500c0-2.5 3-4.5 4-3s-1 3-4 3");
