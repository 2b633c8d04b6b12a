import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import pg from "pg";

/** What must always be true, as SQL that finds whoever breaks it. */
export type Invariant = { name: string; sentence: string; seen: string; broken: string };
export type Offender = { subject: string; expected: string; found: string };
export type Finding = { name: string; sentence: string; seen: bigint; offenders: Offender[]; ms: number };

export const verifyFile = fileURLToPath(new URL("../../database/verify.sql", import.meta.url));

const HEAD = /^-- (I\d+) (.+)$/m;
const SEEN = /^-- seen: (.+)$/m;

/**
 * Reads the blocks of verify.sql. A block is:
 *
 *     -- I2 the balances of all accounts sum to nothing
 *     -- seen: select count(*) from ledger.transfers
 *     select 'I2' as invariant, account as subject, '0' as expected, fen as found from … where …;
 *
 * The `seen` query tells how many subjects there were to look at; the query returns a row for each that is wrong.
 */
export function readInvariants(text: string): Invariant[] {
  const blocks = text.split(/^(?=-- I\d+ )/m).filter((block) => HEAD.test(block));
  return blocks.map((block) => {
    const [, name = "", sentence = ""] = HEAD.exec(block) ?? [];
    const seen = SEEN.exec(block)?.[1];
    if (seen === undefined) throw new Error(`verify.sql: ${name} does not say how many subjects it saw (-- seen: …)`);
    return { name, sentence, seen: seen.replace(/;\s*$/, ""), broken: block.trim().replace(/;\s*$/, "") };
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

// Whole tables are compared with each other: by hash and in memory, or a million orders spill to disk at every block.
const SETTINGS = `set work_mem = '192MB'; set hash_mem_multiplier = 2; set jit = off; set statement_timeout = 0`;

/** Looks at a database, running or not, as it was at one moment. Changes nothing. `only`: a name such as "I5". */
export async function verify(url: string, only?: string, text?: string): Promise<Finding[]> {
  const invariants = readInvariants(text ?? readFileSync(verifyFile, "utf8"));
  const wanted = invariants.filter(({ name }) => only === undefined || name === only);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(SETTINGS);
    await client.query("begin transaction isolation level repeatable read read only");
    const findings: Finding[] = [];
    for (const invariant of wanted) findings.push(await look(client, invariant));
    await client.query("commit");
    return findings;
  } finally {
    await client.end();
  }
}

/** Only what is wrong, as short sentences: what a test compares with nothing. */
export const brokenIn = (findings: readonly Finding[]): string[] =>
  findings.flatMap(({ name, offenders }) =>
    offenders.map(({ subject, expected, found }) => `${name}: ${subject} should be ${expected}, is ${found}`),
  );
