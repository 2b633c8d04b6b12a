import { useEffect, useState } from "react";
import { serverNow } from "../../../kit/server-clock.ts";

/** Milliseconds since a moment of the server's clock, drawn anew each second. */
export function useElapsed(from: string): number {
  const since = () => Math.max(0, serverNow() - new Date(from).getTime());
  const [elapsed, setElapsed] = useState(since);
  useEffect(() => {
    setElapsed(since());
    const timer = setInterval(() => setElapsed(since()), 1_000);
    return () => clearInterval(timer);
  }, [from]);
  return elapsed;
}
