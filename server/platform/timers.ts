/** Timers for what beats in a program and decides nothing: sending, pinging, counting. Deadlines belong to sweeps. */
export type Timer = { stop: () => void };

export function every(ms: number, work: () => void): Timer {
  const timer = setInterval(work, ms);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}

export function after(ms: number, work: () => void): Timer {
  const timer = setTimeout(work, ms);
  timer.unref();
  return { stop: () => clearTimeout(timer) };
}
