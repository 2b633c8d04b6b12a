import { dirname, posix } from "node:path";
import { modules, views } from "./modules.ts";

export type Source = { path: string; text: string };

const IMPORT =
  /(?:^|\n)\s*(?:import|export)\b[^"';]*?from\s*"([^"]+)"|import\(\s*"([^"]+)"\s*\)|(?:^|\n)import\s+"([^"]+)"/g;
const TABLE =
  /(?:(?:selectFrom|insertInto|updateTable|deleteFrom|\w*[jJ]oin)\(\s*"|\b(?:from|into|update|join) )([a-z_]+)\.["a-z]/g;
// Time, chance and waiting come from the platform, so that a story can be told again.
const BANNED: [RegExp, string][] = [
  [/\bDate\.now\(/, "ask clock.now(), not Date.now()"],
  [/\bnew Date\(\)/, "ask clock.now(), not new Date()"],
  [/\bMath\.random\(/, "chance comes from node:crypto"],
  [/\bsetTimeout\(|\bsetInterval\(/, "waiting is the worker's: a sweep, a job or a due_at"],
  [/(?<![.\w])(?:now\(\)|current_timestamp)/i, "times are parameters from the clock, not SQL now()"],
  [/\bfetch\(|from "node:https?"/, "the network is reached by platform/egress.ts"],
];
const WORDS = /(?:^|-)(?:service|manager|helper|util|utils|common|base|data|info|process)(?:-|\.)/;
const LINES_MAX = 300;

export const moduleOf = (path: string): string | undefined => /^server\/modules\/([^/]+)\//.exec(path)?.[1];
const isTest = (path: string): boolean => /\.test\.ts$|\/test-|\/fake-|\/bench\.ts$/.test(path);
// A type brings nothing into the running program: it may name what the rules about deeds forbid.
const withoutTypes = (text: string): string => text.replaceAll(/^import type [^;]*;$/gm, "");
const withoutComments = (text: string): string => text.replaceAll(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm, "");

function wrongImports({ path, text }: Source): string[] {
  const home = moduleOf(path);
  const faults: string[] = [];
  for (const found of text.matchAll(IMPORT)) {
    const spec = found[1] ?? found[2] ?? found[3] ?? "";
    const door = /^#modules\/([^/]+)$/.exec(spec)?.[1];
    const target = spec.startsWith(".") ? posix.join(dirname(path), spec) : undefined;
    const other = door ?? (target && moduleOf(target));
    if (!other || other === home) continue;
    if (!door && !isTest(path)) faults.push(`${path}: enter ${other} by its door, "#modules/${other}"`);
    if (path.startsWith("server/platform/") && !isTest(path)) faults.push(`${path}: platform may not know ${other}`);
    if (home && !isTest(path) && !modules[home]?.includes(other))
      faults.push(`${path}: ${home} may not call ${other} (server/modules.ts)`);
  }
  return faults;
}

function wrongTables({ path, text }: Source): string[] {
  const home = moduleOf(path);
  if (!home || isTest(path)) return [];
  return [...text.matchAll(TABLE)]
    .filter(([, owner]) => owner !== home && owner! in modules)
    .map(([, owner]) => `${path}: table of ${owner} touched from ${home}`);
}

/** What is wrong with one file of the server: its imports, its tables, its transactions, its size and its words. */
export function untidy(source: Source): string[] {
  const { path } = source;
  const text = withoutComments(source.text);
  const home = moduleOf(path);
  const faults = [...wrongImports({ path, text }), ...wrongTables({ path, text })];
  const deeds = withoutTypes(text);
  const engine = path.startsWith("server/modules/media/engine/");
  if (home && !isTest(path) && !engine)
    for (const [pattern, why] of BANNED) if (pattern.test(deeds)) faults.push(`${path}: ${why}`);
  if (home && !isTest(path) && /\btransact\(/.test(deeds) && /from "\.\/gateways\//.test(deeds))
    faults.push(`${path}: no network beside a transaction`);
  if (WORDS.test(posix.basename(path))) faults.push(`${path}: a name that says nothing`);
  if (source.text.split("\n").length > LINES_MAX + 1 && !path.endsWith("/tables.ts"))
    faults.push(`${path}: over ${LINES_MAX} lines`);
  return faults;
}

/** What is wrong with the map itself: a cycle, a view of nobody's, a module that is not there. */
export function wrongMap(found: readonly string[]): string[] {
  const seen: string[] = [];
  const faults: string[] = [];
  for (const [name, needs] of Object.entries(modules)) {
    for (const need of needs) if (!seen.includes(need)) faults.push(`${name} needs ${need}, which must stand above it`);
    seen.push(name);
  }
  for (const name of found) if (!seen.includes(name)) faults.push(`${name} is not on the map`);
  for (const name of seen) if (!found.includes(name)) faults.push(`${name} is on the map only`);
  for (const [view, table] of Object.entries(views))
    for (const end of [view, table]) if (!(end.split(".")[0]! in modules)) faults.push(`${end} is of no module`);
  return faults;
}
