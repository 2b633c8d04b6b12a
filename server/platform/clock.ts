/**
 * The one clock of the house. Everything that decides by time asks here, so that a story of two weeks can be told in
 * a second and a jumping host clock changes no deadline: the source is monotonic, set once from the database.
 */
let readMs: () => number = () => Date.now();
let aheadMs = 0;

export const clock = {
  now: (): Date => new Date(readMs() + aheadMs),
  /** The real time of the wall: for signatures and their windows only, never for a business deadline. */
  wall: (): Date => new Date(),
};

/** Replaces the source of time: tests, the simulation and the demo world's history. */
export function useClock(source: () => number): void {
  readMs = source;
}

/** How far the business clock runs ahead of its source (the demo's time travel, forward only). */
export function runAhead(ms: number): void {
  aheadMs = ms;
}

/** A clock that stands still until it is moved. */
export function standStill(at: Date): { advance: (ms: number) => void; set: (at: Date) => void } {
  let ms = at.getTime();
  useClock(() => ms);
  return { advance: (by) => void (ms += by), set: (to) => void (ms = to.getTime()) };
}

/** Ties the source to the database's clock by a monotonic counter, so that a host that jumps decides nothing. */
export function followDatabase(databaseNow: Date): void {
  const startedMs = performance.now();
  const baseMs = databaseNow.getTime();
  useClock(() => baseMs + (performance.now() - startedMs));
}
