import { useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback } from "react";

export type Search = Record<string, unknown>;

/** One value of the address as text: the router reads `?product=7` as a number and `?open=true` as a boolean. */
export const searchText = (value: unknown): string | undefined =>
  typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? String(value) : undefined;

/** Filters live in the address: `const [filters, setFilters] = useSearchState(parseFilters)`. */
export function useSearchState<T extends object>(parse: (search: Search) => T): [T, (change: Partial<T>) => void] {
  const search = useSearch({ strict: false }) as Search;
  const navigate = useNavigate();
  const change = useCallback(
    (next: Partial<T>) => {
      const search = (before: Search) => {
        const merged = Object.entries({ ...before, ...next });
        return Object.fromEntries(merged.filter(([, value]) => value !== undefined && value !== ""));
      };
      void navigate({ to: ".", search: search as never, replace: true });
    },
    [navigate],
  );
  return [parse(search), change];
}
