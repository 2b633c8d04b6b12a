// China has one clock and no summer time, so a day of Asia/Shanghai begins at 16:00 UTC.
const AHEAD_MS = 8 * 3_600_000;
const DAY_MS = 86_400_000;

export type Period = { from: Date; to: Date };

/** The day of a moment, as people in China name it. */
export const dayOf = (at: Date): string => new Date(at.getTime() + AHEAD_MS).toISOString().slice(0, 10);

/** The last `days` days up to the end of today, and the same number before them. */
export function periodsOf(days: number, now: Date): { now: Period; before: Period } {
  const today = Math.floor((now.getTime() + AHEAD_MS) / DAY_MS) * DAY_MS - AHEAD_MS;
  const to = today + DAY_MS;
  const from = to - days * DAY_MS;
  return {
    now: { from: new Date(from), to: new Date(to) },
    before: { from: new Date(from - days * DAY_MS), to: new Date(from) },
  };
}

/** The names of the days of a period. */
export function daysOf({ from, to }: Period): string[] {
  const names: string[] = [];
  for (let ms = from.getTime(); ms < to.getTime(); ms += DAY_MS) names.push(dayOf(new Date(ms)));
  return names;
}
