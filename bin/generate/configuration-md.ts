import { z } from "zod";
import { variables } from "#platform/config";

type Described = { description?: string; default?: string | number | boolean };

/** The list of variables, from the very schema that validates them. */
export function configurationMd(): string {
  const { properties } = z.toJSONSchema(variables, { io: "input", unrepresentable: "any" });
  const rows = Object.entries(properties ?? {}).map(([name, property]) => {
    const { description = "", default: value } = property as Described;
    const shown = value === undefined ? "" : `\`${value}\``;
    return `| \`${name}\` | ${shown} | ${description} |`;
  });
  return [
    "# Configuration",
    "",
    "Every setting is an environment variable; an unknown `JISHI_` name or a wrong value stops the start with one",
    "sentence. `npm start -- --data DIR --port N --no-demo` sets the first ones by hand and wins over the environment.",
    "",
    "| Variable | Default | What it does |",
    "|---|---|---|",
    ...rows,
    "",
    "Generated from `server/platform/config.ts` by `npm run generate`; do not edit.",
    "",
  ].join("\n");
}
