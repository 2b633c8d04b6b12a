import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import pg from "pg";

/** What must always be true, as SQL that finds whoever breaks it. */
export type Invariant = { name: string; sentence: string; seen: string; dear: number; broken: string };
export type Offender = { subject: string; expected: string; found: string };
export type Finding = { name: string; sentence: string; seen: bigint; offenders: Offender[]; ms: number };

export const verifyFile = fileURLToPath(new URL("../../database/verify.sql", import.meta.url));

const HEAD = /^-- (I\d+) (.+)$/m;
const SEEN = /^-- seen: (.+)$/m;
const DEAR = /^-- dear: (\d+)$/m;

/**
 * Reads the blocks of verify.sql. A block is:
 *
 *     -- I2 the balances of all accounts sum to nothing
 *     -- seen: select count(*) from ledger.transfers
 *     -- dear: 2
 *     select 'I2' as invariant, account as subject, '0' as expected, fen as found from … where …;
 *
 * The `seen` query tells how many subjects there were to look at; the query returns a row for each that is wrong.
 * `dear` is said where a look takes long: how long beside the others.
 */
export function readInvariants(text: string): Invariant[] {
  const blocks = text.split(/^(?=-- I\d+ )/m).filter((block) => HEAD.test(block));
  return blocks.map((block) => {
    const [, name = "", sentence = ""] = HEAD.exec(block) ?? [];
    const seen = SEEN.exec(block)?.[1];
    if (seen === undefined) throw new Error(`verify.sql: ${name} does not say how many subjects it saw (-- seen: …)`);
    const dear = Number(DEAR.exec(block)?.[1] ?? 0);
    return { name, sentence, seen: seen.replace(/;\s*$/, ""), dear, broken: block.trim().replace(/;\s*$/, "") };
  });
}

async function look(client: pg.Client, { name, sentence, seen, broken }: Invariant): Promise<Finding> {
  const beganMs = performance.now();
  const count = await client.query<[string | bigint]>({ text: seen, rowMode: "array" });
  const { rows } = await client.query<Record<keyof Offender, unknown>>(broken);
  const offenders = rows.map(({ subject, expected, found }) => ({
    subject: String(subject),
    expected: String(expected),
    found: String(found),
  }));
  const ms = Math.round(performance.now() - beganMs);
  return { name, sentence, seen: BigInt(count.rows[0]?.[0] ?? 0), offenders, ms };
}

// Three, for two cores or more: while one waits for the disk the others compare.
const LANES = 3;
// Whole tables are compared with each other: by hash and in memory, or a million orders spill to disk at every block.
// A living house spares three lanes for this and no parallel workers beside them; a look that is given up ends on the server.
const SETTINGS = `set work_mem = '192MB'; set hash_mem_multiplier = 2; set jit = off; set statement_timeout = 0;
  set max_parallel_workers_per_gather = 0; set client_connection_check_interval = '1s'`;
const BEGIN = "begin transaction isolation level repeatable read read only";

function openLane(url: string): pg.Client {
  const lane = new pg.Client({ connectionString: url });
  lane.on("error", () => undefined); // it broke between two questions: the next one tells
  return lane;
}

/** One moment for all lanes: the first one's snapshot, which the others take over while it is open. */
async function shareMoment([first, ...others]: readonly pg.Client[]): Promise<void> {
  if (first === undefined) return;
  await first.query(`${SETTINGS}; ${BEGIN}`);
  const { rows } = await first.query<{ id: string }>("select pg_export_snapshot() as id");
  const take = `set transaction snapshot ${pg.escapeLiteral(rows[0]!.id)}`;
  await Promise.all(others.map((lane) => lane.query(`${SETTINGS}; ${BEGIN}; ${take}`)));
}

/** Dearest first, so that none is begun when the other lanes are done. Told in the order they were asked in. */
async function lookAtAll(lanes: readonly pg.Client[], wanted: readonly Invariant[]): Promise<Finding[]> {
  const waiting = wanted.toSorted((one, other) => other.dear - one.dear);
  const found = new Map<Invariant, Finding>();
  const run = async (lane: pg.Client): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) found.set(next, await look(lane, next));
    await lane.query("commit");
  };
  await Promise.all(lanes.map(run));
  return wanted.map((invariant) => found.get(invariant)!);
}

/** Looks at a database, running or not, as it was at one moment. Changes nothing. `only`: a name such as "I5". */
export async function verify(url: string, only?: string, text?: string): Promise<Finding[]> {
  const invariants = readInvariants(text ?? readFileSync(verifyFile, "utf8"));
  const wanted = invariants.filter(({ name }) => only === undefined || name === only);
  const lanes = Array.from({ length: Math.min(LANES, wanted.length) }, () => openLane(url));
  try {
    for (const lane of lanes) await lane.connect();
    await shareMoment(lanes);
    return await lookAtAll(lanes, wanted);
  } finally {
    await Promise.all(lanes.map((lane) => lane.end()));
  }
}

/** Only what is wrong, as short sentences: what a test compares with nothing. */
export const brokenIn = (findings: readonly Finding[]): string[] =>
  findings.flatMap(({ name, offenders }) =>
    offenders.map(({ subject, expected, found }) => `${name}: ${subject} should be ${expected}, is ${found}`),
  );
