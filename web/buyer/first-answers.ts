import type { QueryClient } from "@tanstack/react-query";
import { learnToldTime } from "../kit/server-clock.ts";

/** What the server sent along with the page counts as just read. */
export function takeFirstAnswers(queries: QueryClient): void {
  const told = document.getElementById("state")?.textContent;
  if (!told) return;
  for (const [key, answer] of JSON.parse(told) as [unknown[], unknown][]) {
    learnToldTime(answer);
    queries.setQueryData(key, answer);
  }
}
