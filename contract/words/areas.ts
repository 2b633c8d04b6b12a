import type kit from "./zh/kit.ts";
import type shell from "./zh/shell.ts";
import type staff from "./zh/staff.ts";

/** One line per catalogue; `useWords("kit")` is typed by it. */
export type Areas = {
  kit: typeof kit;
  shell: typeof shell;
  staff: typeof staff;
};
