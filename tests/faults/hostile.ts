import { z } from "zod";
import type { Route } from "#contract/route";

/** What no shop, order, room or person is called. */
export const noIds = [
  "0",
  "-1",
  "9007199254740992",
  "9223372036854775808",
  "99999999999999999999999999",
  "1e3",
  "0x10",
  "1.5",
  "abc",
  "%00",
  "%20",
  "__proto__",
  "constructor",
  "%F0%9F%8D%B5%E8%8C%B6",
  "..%2F..%2Fetc%2Fpasswd",
  "1%27%20or%20%271%27%3D%271",
  "9".repeat(280),
  "4611686018427387", // well formed, and nobody's
] as const;

const deep = (levels: number): string => "[".repeat(levels) + "]".repeat(levels);
export const script = `<img src=x onerror="window.hacked=1"><script>window.hacked=1</script>`;

/** Bodies that are not what any endpoint asks for, as they travel. */
export const noBodies: readonly string[] = [
  "",
  "{",
  "null",
  "[]",
  '"text"',
  "12",
  "true",
  "[{}]",
  deep(20_000),
  `{"a":${deep(5_000)}}`,
  '{"__proto__":{"isAdmin":true}}',
  '{"constructor":{"prototype":{"isAdmin":true}}}',
  `{"text":"${"x".repeat(300_000)}"}`,
  "\u0000",
  "<xml/>",
];

/** Values that stand where another is asked for. */
const wrongs: readonly unknown[] = [
  null,
  true,
  -1,
  0,
  0.5,
  -0.01,
  1e308,
  9_007_199_254_740_993,
  1e21,
  "",
  "-1",
  "1.5",
  "1e3",
  "NaN",
  "__proto__",
  "a\u0000b",
  "\u202egnp.exe",
  "\ud800",
  "x".repeat(5_000),
  [],
  [[]],
  [null],
  {},
  { $gt: "" },
  "2026-13-45T99:99:99Z",
  "+275760-09-14T00:00:00Z",
  "0000-01-01T00:00:00Z",
];

type Json = Record<string, unknown>;
type Schema = {
  type?: string;
  properties?: Record<string, Schema>;
  items?: Schema;
  enum?: unknown[];
  anyOf?: Schema[];
  pattern?: string;
  format?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  const?: unknown;
};

/** Something of the asked shape, with script in every free text. */
function plausible(schema: Schema): unknown {
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  if (schema.anyOf) return plausible(schema.anyOf[0]!);
  if (schema.type === "object" || schema.properties) return plausibleFields(schema);
  if (schema.type === "array") return schema.items ? [plausible(schema.items), plausible(schema.items)] : [];
  if (schema.type === "integer" || schema.type === "number") return Math.max(schema.minimum ?? 0, 1);
  if (schema.type === "boolean") return true;
  return plausibleText(schema);
}

function plausibleText({ pattern, format, maxLength }: Schema): string {
  if (format === "date-time") return "2026-12-01T10:00:00Z";
  if (format === "uuid") return "0b6f9d6e-8d0c-4b1e-9c63-5b1f0b6f9d6e";
  for (const text of [
    "4611686018427387",
    "330106",
    "13800000000",
    "110101199003070011",
    "SF-000000",
    "91330100MA2ABCDE1X",
  ])
    if (pattern && new RegExp(pattern).test(text)) return text;
  return script.slice(0, Math.min(maxLength ?? 60, 60));
}

const plausibleFields = ({ properties = {} }: Schema): Json =>
  Object.fromEntries(Object.entries(properties).map(([name, each]) => [name, plausible(each)]));

const shapeOf = (route: Route): Schema =>
  z.toJSONSchema(route.in, { io: "input", unrepresentable: "any" }) as unknown as Schema;

const inPath = ({ path }: Route): string[] => [...path.matchAll(/\{(\w+)\}/g)].map((found) => found[1]!);

/** The fields that travel in the body or the query: the shape without what stands in the path. */
export function fieldsOf(route: Route): Json {
  const all = plausibleFields(shapeOf(route));
  for (const name of inPath(route)) delete all[name];
  return all;
}

/** The same fields with one of them wrong, for each field and each wrong value, nested ones too. */
export function* spoilt(fields: Json): Generator<Json> {
  for (const name of Object.keys(fields)) {
    for (const wrong of wrongs) yield { ...fields, [name]: wrong };
    const value = fields[name];
    const [first] = Array.isArray(value) ? (value as unknown[]) : [value];
    if (typeof first === "object" && first !== null)
      for (const inner of spoilt(first as Json)) yield { ...fields, [name]: Array.isArray(value) ? [inner] : inner };
    if (Array.isArray(value)) yield { ...fields, [name]: Array.from({ length: 2_000 }, () => first) };
  }
}

/** The path with the names given; what is not given is an id of nobody. */
export const pathOf = (route: Route, given: Record<string, string>, otherwise = "4611686018427387"): string =>
  route.path.replaceAll(/\{(\w+)\}/g, (_all, name: string) => given[name] ?? otherwise);

export const isRead = ({ method }: Route): boolean => method === "GET" || method === "DELETE";
export const queryOf = (fields: Json): string =>
  new URLSearchParams(
    Object.entries(fields).map(([name, value]): [string, string] => [
      name,
      typeof value === "string" ? value : String(JSON.stringify(value)),
    ]),
  ).toString();
