import type { Catalogue, Column, Table } from "./catalogue.ts";

const SIMPLE: Record<string, string> = {
  bigint: "bigint",
  integer: "number",
  smallint: "number",
  real: "number",
  "double precision": "number",
  boolean: "boolean",
  jsonb: "unknown",
  json: "unknown",
  bytea: "Buffer",
  "timestamp with time zone": "Date",
};

/** As CamelCasePlugin tells it: order_books -> orderBooks. */
const camel = (name: string): string => name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

/** `check (state in ('open', 'closed'))` says exactly which words a text column holds. */
function wordsOf(table: Table, column: string): string | undefined {
  const found = table.constraints
    .map(({ text }) => /^CHECK \(\((\w+) = ANY \(ARRAY\[((?:'[^']*'::text(?:, )?)+)\]\)\)\)$/.exec(text))
    .find((match) => match?.[1] === column);
  return found?.[2]
    ?.split(", ")
    .map((word) => JSON.stringify(word.replace(/^'|'::text$/g, "")))
    .join(" | ");
}

function typeOf(table: Table, { name, type }: Column): string {
  const words = type === "text" ? wordsOf(table, name) : undefined;
  if (words !== undefined) return words;
  const element = type.replace(/\[\]$/, "");
  const simple = SIMPLE[element] ?? "string";
  return element === type ? simple : `${simple}[]`;
}

function columnLine(table: Table, column: Column): string {
  const bare = typeOf(table, column);
  const type = column.nullable && bare !== "unknown" ? `${bare} | null` : bare;
  const name = camel(column.name);
  if (column.generated || column.identity === "always") return `${name}: GeneratedAlways<${type}>;`;
  if (column.default !== null || column.identity !== null) return `${name}: Generated<${type}>;`;
  return `${name}: ${type};`;
}

/** What Kysely knows of the tables: `"orders.orderLines": { skuId: bigint; … }`. */
export function tablesTs({ tables }: Catalogue): string {
  const entries = tables.map((table) => {
    const lines = table.columns.map((column) => `    ${columnLine(table, column)}\n`).join("");
    return `  "${table.schema}.${camel(table.name)}": {\n${lines}  };\n`;
  });
  const body = entries.join("");
  const used = ["Generated", "GeneratedAlways"].filter((name) => body.includes(`: ${name}<`));
  return [
    "// Generated from database/migrations by `npm run generate`; do not edit.\n",
    used.length > 0 ? `import type { ${used.join(", ")} } from "kysely";\n\n` : "",
    `export type Tables = {\n${body}};\n`,
  ].join("");
}
