/** What outlives a page: strings under names of ours, kept by the browser, or in memory where it keeps nothing. */

export interface Keep {
  get(name: string): string | null;
  set(name: string, value: string): void;
  remove(name: string): void;
}

/** `kept` may be absent or throw, as `localStorage` does where it is forbidden or full; then memory holds. */
export function safely(kept: Keep | null): Keep {
  const memory = new Map<string, string>();
  const tried = <T>(work: (keep: Keep) => T): T | undefined => {
    try {
      return kept ? work(kept) : undefined;
    } catch {
      return undefined;
    }
  };
  return {
    get: (name) => memory.get(name) ?? tried((keep) => keep.get(name)) ?? null,
    set: (name, value) => {
      memory.delete(name);
      if (tried((keep) => (keep.set(name, value), true)) !== true) memory.set(name, value);
    },
    remove: (name) => {
      memory.delete(name);
      tried((keep) => keep.remove(name));
    },
  };
}

/** The JSON under a name, or `otherwise` where there is none that `fits`. */
export function read<T>(keep: Keep, name: string, fits: (value: unknown) => value is T, otherwise: T): T {
  try {
    const value: unknown = JSON.parse(keep.get(name) ?? "null");
    return fits(value) ? value : otherwise;
  } catch {
    return otherwise;
  }
}
