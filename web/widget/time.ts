/** Times as Chinese readers write them, by the browser's own words. */

const CLOCK = new Intl.DateTimeFormat("zh-CN", { hour: "2-digit", minute: "2-digit", hour12: false });
const DATE = new Intl.DateTimeFormat("zh-CN", { month: "long", day: "numeric" });
const DAYS = new Intl.RelativeTimeFormat("zh-CN", { numeric: "auto" });
const [SECONDS, MINUTES] = ["second", "minute"].map((unit) => new Intl.NumberFormat("zh-CN", { style: "unit", unit, unitDisplay: "long" }));

/** "14:05", "昨天 14:05", "11月20日 14:05". */
export function said(at: string, now: number): string {
  const [then, today] = [new Date(at), new Date(now)];
  const days = Math.round((midnight(then) - midnight(today)) / 86_400_000);
  const day = days === 0 ? "" : days === -1 ? DAYS.format(days, "day") + " " : DATE.format(then) + " ";
  return day + CLOCK.format(then);
}

function midnight(at: Date): number {
  return new Date(at.getFullYear(), at.getMonth(), at.getDate()).getTime();
}

/** What is left until a time, never less than nothing: seconds under a minute, then minutes and seconds. */
export function left(milliseconds: number): string {
  const seconds = Math.max(0, Math.ceil(milliseconds / 1000));
  const minutes = Math.floor(seconds / 60);
  return (minutes ? MINUTES?.format(minutes) : "") + (SECONDS?.format(seconds % 60) ?? "");
}
