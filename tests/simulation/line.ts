import pg from "pg";
import { type Db, dbOn } from "#platform/db";

/** The line to the database broke. Whether the commit that was under way happened, nobody was told. */
export class LineBroken extends Error {
  readonly code = "ECONNRESET";
}

/** When the line breaks: asked at each commit, and at each statement that is a commit of its own. */
export type Breaks = { beforeCommit: () => boolean; afterCommit: () => boolean };

/** One connection for everybody, in the order in which they ask: so that the same story is told the same way. */
export type Line = {
  db: Db;
  /** From now on the line breaks when these say so. */
  breakWhen: (breaks: Breaks) => void;
  isAsking: () => boolean;
  isHeld: () => boolean;
  /** Resolves with the next answer of the database. */
  answered: () => Promise<void>;
  /** The statement asked last, for a fault's message. */
  last: () => string;
  /** Happens with the commit of the transaction that is open now, and never without it. */
  withCommit: (deed: () => void) => void;
  onEvent: (ear: (topic: string) => void) => void;
  onNotice: (ear: (text: string) => void) => void;
  close: () => Promise<void>;
};

/** A statement as callers of pg write it: a text with its values beside it, or all in one. */
type Statement = string | { name?: string; text: string; values?: unknown[] };
type Commit = { deeds: (() => void)[] };
const never: Breaks = { beforeCommit: () => false, afterCommit: () => false };
const WRITES = /^\s*(with|insert|update|delete)\b/i;

type Wire = {
  client: pg.Client;
  breaks: Breaks;
  open: Commit | undefined;
  asking: number;
  last: string;
  waiting: (() => void)[];
  ears: ((topic: string) => void)[];
};

async function send(wire: Wire, statement: Statement, values?: unknown[]): Promise<pg.QueryResult> {
  wire.asking += 1;
  wire.last = typeof statement === "string" ? statement : (statement.name ?? statement.text);
  try {
    return await wire.client.query(statement as string, values);
  } finally {
    wire.asking -= 1;
    for (const resolve of wire.waiting.splice(0)) resolve();
  }
}

function noteEvent(wire: Wire, statement: Statement, values: unknown[]): void {
  if (typeof statement === "string" || statement.name !== "events.append") return;
  const topic = String((statement.values ?? values)[0]);
  wire.open?.deeds.push(() => {
    for (const ear of wire.ears) ear(topic);
  });
}

async function commit(wire: Wire, open: Commit): Promise<pg.QueryResult> {
  if (wire.breaks.beforeCommit()) throw new LineBroken("the line broke before the commit was sent");
  const done = await send(wire, "commit");
  wire.open = undefined;
  for (const deed of open.deeds) deed();
  if (wire.breaks.afterCommit()) throw new LineBroken("the line broke before the commit was answered");
  return done;
}

async function ask(wire: Wire, statement: Statement, values?: unknown[]): Promise<pg.QueryResult> {
  const text = typeof statement === "string" ? statement : statement.text;
  if (text === "commit" && wire.open) return commit(wire, wire.open);
  if (text === "begin") wire.open = { deeds: [] };
  if (text === "rollback") wire.open = undefined;
  noteEvent(wire, statement, values ?? []);
  const lone = wire.open === undefined && text !== "rollback" && WRITES.test(text);
  if (lone && wire.breaks.beforeCommit()) throw new LineBroken("the line broke before the statement was sent");
  const done = await send(wire, statement, values);
  if (lone && wire.breaks.afterCommit()) throw new LineBroken("the line broke before the statement was answered");
  return done;
}

/** Opens the one connection. It listens to the notices of the database as well. */
export async function openLine(url: string): Promise<Line> {
  const options = "-c TimeZone=UTC -c statement_timeout=60s -c plan_cache_mode=force_generic_plan";
  const client = new pg.Client({ connectionString: url, options, pipeline: true });
  await client.connect();
  await client.query("listen jishi");
  const queue: (() => void)[] = [];
  let held = false;
  const wire: Wire = {
    ...{ client, breaks: never, open: undefined, asking: 0, last: "", waiting: [], ears: [] },
  };
  const release = (): void => {
    const next = queue.shift();
    if (next) next();
    else held = false;
  };
  const hand = { query: (statement: Statement, values?: unknown[]) => ask(wire, statement, values), release };
  const connect = async (): Promise<typeof hand> => {
    if (held) await new Promise<void>((resolve) => queue.push(resolve));
    held = true;
    return hand;
  };
  const query = async (statement: Statement, values?: unknown[]): Promise<pg.QueryResult> => {
    await connect();
    return ask(wire, statement, values).finally(release);
  };
  const db = dbOn({ connect, query, end: () => client.end() } as unknown as pg.Pool);
  return {
    db,
    breakWhen: (breaks) => void (wire.breaks = breaks),
    isAsking: () => wire.asking > 0,
    isHeld: () => held,
    answered: () => new Promise((resolve) => wire.waiting.push(resolve)),
    last: () => wire.last,
    withCommit: (deed) => {
      if (!wire.open) throw new Error("something was promised outside a transaction");
      wire.open.deeds.push(deed);
    },
    onEvent: (ear) => void wire.ears.push(ear),
    onNotice: (ear) => void client.on("notification", ({ payload }) => ear(payload ?? "")),
    close: () => db.destroy(),
  };
}
