/** How somebody who looks elsewhere notices a new line: the page's title, and a soft sound. */

import { filled } from "./words.ts";

const LOW_HZ = 660;
const HIGH_HZ = 880;
const NOTE_SECONDS = 0.12;
const VOLUME = 0.05;

export class TitleBadge {
  #before: string | null = null;

  /** `n` new lines; 0 gives the page its title back, unless the page has changed it meanwhile. */
  show(n: number, words: string): void {
    const given = this.#before !== null && document.title.endsWith(this.#before) ? this.#before : document.title;
    this.#before = n > 0 ? given : null;
    document.title = n > 0 ? filled(words, { n }) + given : given;
  }
}

let audio: AudioContext | null = null;

/** Two short notes. Browsers allow it once the visitor has touched the page; until then it is silent. */
export function ring(): void {
  try {
    audio ??= new AudioContext();
    for (const [at, hertz] of [[0, LOW_HZ], [NOTE_SECONDS, HIGH_HZ]] as const) note(audio, audio.currentTime + at, hertz);
  } catch {
    audio = null;
  }
}

function note(context: AudioContext, at: number, hertz: number): void {
  const [tone, volume] = [context.createOscillator(), context.createGain()];
  tone.frequency.value = hertz;
  volume.gain.setValueAtTime(VOLUME, at);
  volume.gain.exponentialRampToValueAtTime(0.001, at + NOTE_SECONDS);
  tone.connect(volume).connect(context.destination);
  tone.start(at);
  tone.stop(at + NOTE_SECONDS);
}
