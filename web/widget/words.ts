/** The shop's words with what is filled into them. */

/** `{name}` is replaced; what is not given stays as it is, so that a mistake is seen. */
export function filled(text: string, facts: Record<string, string | number>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(facts[name] ?? whole));
}

/** 12900 -> "129", 10990 -> "109.90": money is integer fen. */
export function yuan(fen: number): string {
  return fen % 100 === 0 ? String(fen / 100) : (fen / 100).toFixed(2);
}
