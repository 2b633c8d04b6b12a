import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { Route } from "#contract/route";

const FOLDER = join(import.meta.dirname, "../../contract/api");

const isRoute = (value: unknown): value is Route =>
  typeof value === "object" && value !== null && "method" in value && "path" in value && "access" in value;

/** Every endpoint of the contract by its name: the register that routes, document and clients are made from. */
export async function contractRoutes(): Promise<Record<string, Route>> {
  const routes: Record<string, Route> = {};
  for (const file of readdirSync(FOLDER)
    .filter((name) => name.endsWith(".ts"))
    .toSorted()) {
    const exported = (await import(join(FOLDER, file))) as Record<string, unknown>;
    for (const [name, value] of Object.entries(exported)) {
      if (!isRoute(value)) continue;
      if (routes[name]) throw new Error(`two endpoints are called ${name}`);
      routes[name] = value;
    }
  }
  return routes;
}
