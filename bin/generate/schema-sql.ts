import type { Catalogue, Column, Table } from "./catalogue.ts";

function columnLine({ name, type, nullable, default: value, identity, generated }: Column): string {
  const words = [`"${name}"`.replace(/^"([a-z_][a-z0-9_]*)"$/, "$1"), type];
  if (!nullable) words.push("not null");
  if (identity !== null) words.push(`generated ${identity} as identity`);
  else if (generated) words.push(`generated always as (${value}) stored`);
  else if (value !== null) words.push(`default ${value}`);
  return words.join(" ");
}

function tableText(table: Table): string {
  const { schema, name, columns, constraints, options, partitionBy, partitionOf } = table;
  if (table.kind === "view") return `create view ${schema}.${name} as\n${table.viewText?.trimEnd()}\n`;
  const lines = [...columns.map(columnLine), ...constraints.map((it) => `constraint ${it.name} ${it.text}`)];
  const tail = `${options ? ` with (${options})` : ""}${partitionBy === null ? "" : ` partition by ${partitionBy}`}`;
  const head = partitionOf === null ? "" : `-- partition of ${partitionOf}\n`;
  const others = [...table.indexes, ...table.triggers, ...table.rules].map((text) => `${text.replace(/;$/, "")};\n`);
  return `${head}create table ${schema}.${name} (\n  ${lines.join(",\n  ")}\n)${tail};\n${others.join("")}`;
}

/** The whole database as one readable text: to look things up, and to see in a diff what a migration does. */
export function schemaSql({ tables, sequences, functions, types }: Catalogue): string {
  const schemas = [...new Set(tables.map(({ schema }) => schema))].sort();
  return [
    "-- Generated from database/migrations by `npm run generate`; do not edit.\n",
    schemas.map((schema) => `create schema ${schema};\n`).join(""),
    ...types.map((text) => `${text.trimEnd()};\n`),
    ...sequences.map((text) => `${text};\n`),
    ...functions.map((text) => `${text.trimEnd()};\n`),
    ...tables.map(tableText),
  ]
    .filter((part) => part !== "")
    .join("\n");
}
