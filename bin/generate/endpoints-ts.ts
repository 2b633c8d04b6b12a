import { globSync } from "node:fs";
import { basename } from "node:path";
import type { Route } from "#contract/route";

export type Endpoint = { name: string; file: string; route: Route };

const isRoute = (value: unknown): value is Route =>
  typeof value === "object" && value !== null && "method" in value && "path" in value;

/** Every endpoint of the register, by file and name. */
export async function readRegister(root: string): Promise<Endpoint[]> {
  const endpoints: Endpoint[] = [];
  for (const file of globSync("contract/api/*.ts", { cwd: root }).sort()) {
    const exported = (await import(`${root}/${file}`)) as Record<string, unknown>;
    for (const [name, value] of Object.entries(exported)) {
      if (isRoute(value)) endpoints.push({ name, file: basename(file), route: value });
    }
  }
  refuseDoubles(endpoints);
  return endpoints;
}

function refuseDoubles(endpoints: Endpoint[]): void {
  const seen = new Map<string, string>();
  for (const { name, file, route } of endpoints) {
    const { method, path } = route;
    for (const key of [name, `${method} ${path.replaceAll(/\{\w+\}/g, "{}")}`]) {
      const other = seen.get(key);
      if (other !== undefined) throw new Error(`contract/api: ${key} is in ${other} and in ${file}`);
      seen.set(key, file);
    }
  }
}

/**
 * The register as the browser needs it: method and path of each endpoint without the schemas, which would weigh more
 * than the page, and the type of each without any code.
 */
export function endpointsTs(endpoints: Endpoint[]): string {
  const values = endpoints.map(({ name, route }) => `  ${name}: ["${route.method}", "${route.path}"],\n`).join("");
  const types = endpoints.map(({ name, file }) => `  ${name}: typeof import("./api/${file}").${name};\n`).join("");
  return [
    "// Generated from contract/api by `npm run generate`; do not edit.\n\n",
    `export const endpoints = {\n${values}} as const;\n\n`,
    `export type Endpoints = {\n${types}};\n`,
  ].join("");
}
