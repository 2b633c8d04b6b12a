import type { Socket } from "node:net";
import {
  CamelCasePlugin,
  CompiledQuery,
  type DatabaseConnection,
  Kysely,
  type KyselyProps,
  PostgresDialect,
  Transaction,
} from "kysely";
import pg from "pg";
import type { Tables } from "./tables.ts";

// bigint columns (money, ids) arrive as bigint, never as a float.
pg.types.setTypeParser(pg.types.builtins.INT8, BigInt);
// So do whole arrays of them; pg would leave their elements as text.
const INT8_ARRAY = 1016 as typeof pg.types.builtins.INT8;
pg.types.setTypeParser(INT8_ARRAY, (text) => (text === "{}" ? [] : text.slice(1, -1).split(",").map(BigInt)));

export type Db = Kysely<Tables>;
export type Tx = Transaction<Tables>;

/** `hot`: for the counter, whose kept plans must always look rows up. */
export type PoolOptions = { connectionsMax?: number; hot?: boolean };

const pools = new WeakMap<Db, pg.Pool>();
const lines = new WeakMap<Tx, pg.PoolClient>();
const opened = new WeakMap<Db, ReadonlySet<pg.PoolClient>>();

/** Opens a pool. Rows come back with camelCase names; a forgotten transaction is ended after five seconds. */
export function openDb(url: string, { connectionsMax = 10, hot = false }: PoolOptions = {}): Db {
  // A kept plan made while a table was still small would scan it for ever: the hot pool always looks things up.
  const options = [
    "-c idle_in_transaction_session_timeout=5s -c statement_timeout=20s -c lock_timeout=4s -c TimeZone=UTC",
    ...(hot ? ["-c enable_seqscan=off"] : []),
  ].join(" ");
  const pool = new pg.Pool({
    connectionString: url,
    max: connectionsMax,
    options,
    connectionTimeoutMillis: 3_000,
    // Statements that are asked together leave together: one wait for the whole of them (decision 0010).
    pipeline: true,
  });
  pool.on("error", () => undefined); // a connection that the server closed while idle: the pool opens another
  // One that breaks between two statements of a transaction: the next statement says so to whoever waits for it.
  pool.on("connect", (client) => client.on("error", () => undefined));
  const db = dbOn(pool);
  const open = new Set<pg.PoolClient>();
  pool.on("connect", (client) => open.add(client));
  pool.on("remove", (client) => open.delete(client));
  opened.set(db, open);
  return db;
}

const socketOf = (client: pg.PoolClient): Socket | undefined =>
  (client as unknown as Partial<pg.Client>).connection?.stream as Socket | undefined;

/** The lines that a pool has open now: for whoever must know whether anything is heard over them. */
export const openLines = (db: Db): Socket[] => [...(opened.get(db) ?? [])].flatMap((client) => socketOf(client) ?? []);

/** What is asked of one connection within one turn of the program leaves in one write. */
function inOneWrite(client: pg.PoolClient): pg.PoolClient {
  const socket = socketOf(client);
  if (!socket || socket.writableCorked > 0) return client;
  socket.cork();
  process.nextTick(() => socket.uncork());
  return client;
}

/** Typed queries and transactions on a pool, or on whatever a simulation puts in the place of one. */
export function dbOn(pool: pg.Pool): Db {
  const db = new Kysely<Tables>({
    dialect: new PostgresDialect({ pool }),
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
  });
  pools.set(db, pool);
  return db;
}

const RETRIES_MAX = 3;
const codeOf = (error: unknown): string => (error instanceof pg.DatabaseError ? (error.code ?? "") : "");
const lostToAnother = (error: unknown): boolean => ["40001", "40P01"].includes(codeOf(error));

/** Typed queries of Kysely on the connection of one transaction. */
function txOn(db: Db, client: pg.PoolClient): Tx {
  const connection = {
    executeQuery: async <R>({ sql, parameters }: CompiledQuery) => {
      if (!lines.has(tx)) throw new Error("this transaction is over");
      const { rows, rowCount, command } = await client.query<R & pg.QueryResultRow>(sql, [...parameters]);
      const changed = ["INSERT", "UPDATE", "DELETE", "MERGE"].includes(command);
      return { rows: rows as R[], ...(changed && { numAffectedRows: BigInt(rowCount ?? 0) }) };
    },
    streamQuery: (): never => {
      throw new Error("a transaction reads its rows at once");
    },
  };
  const executor = db
    .getExecutor()
    .withConnectionProvider({ provideConnection: (consumer) => consumer(connection as DatabaseConnection) });
  const tx = new Transaction<Tables>({ executor, config: {}, driver: {}, dialect: {} } as unknown as KyselyProps);
  return tx;
}

async function runOnce<T>(db: Db, pool: pg.Pool, work: (tx: Tx) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  const tx = txOn(db, client);
  lines.set(tx, client);
  let broken = false;
  try {
    // Not waited for: what follows on this connection cannot run before it, and cannot run without it.
    const begun = inOneWrite(client).query("begin");
    begun.catch(() => undefined); // told by the first statement that needs it
    const result = await work(tx);
    await begun;
    const { command } = await client.query("commit");
    if (command !== "COMMIT") throw new Error("a statement of this transaction failed, and its failure was swallowed");
    return result;
  } catch (error) {
    await client.query("rollback").catch(() => (broken = true));
    throw error;
  } finally {
    lines.delete(tx);
    client.release(broken);
  }
}

/**
 * One use-case, one transaction. Inside another's transaction it joins that one, so that what a request promised
 * (its idempotency row, a neighbour's effect) commits with it. A deadlock's loser goes again, three times at most.
 */
export async function transact<T>(db: Db | Tx, work: (tx: Tx) => Promise<T>): Promise<T> {
  if (db.isTransaction) return work(db as Tx);
  const pool = pools.get(db);
  if (!pool) throw new Error("this database was not opened by openDb");
  for (let attempt = 1; ; attempt++) {
    try {
      return await runOnce(db, pool, work);
    } catch (error) {
      if (attempt >= RETRIES_MAX || !lostToAnother(error)) throw error;
    }
  }
}

/**
 * A hot statement: parsed once per connection and kept under its name, which halves its cost. Its parameters are
 * whole columns (`unnest($1::bigint[], …)`), so one text serves every batch size. Columns keep the names given here.
 */
export function statement<Row = never>(name: string, text: string) {
  return async (on: Db | Tx, ...columns: readonly unknown[]): Promise<Row[]> => {
    const client = lines.get(on as Tx);
    const line = client ? inOneWrite(client) : pools.get(on as Db);
    if (line) return (await line.query<Row & pg.QueryResultRow>({ name, text, values: [...columns] })).rows;
    // A transaction that Kysely opened itself: it hands `sql` to pg untouched, and pg takes { name, text } for text.
    const named = { name, text } as unknown as string;
    const result = await on
      .withoutPlugins()
      .executeQuery<Row>({ ...CompiledQuery.raw(text, [...columns]), sql: named });
    return result.rows;
  };
}

/**
 * Statements that leave together on one connection. All of them are waited for, also when one has failed: none may
 * still be on its way when the transaction ends. Fails with the first failure.
 */
export async function together<T extends readonly unknown[]>(...asked: { [K in keyof T]: Promise<T[K]> }): Promise<T> {
  const ended = await Promise.allSettled(asked);
  const failed = ended.find((each) => each.status === "rejected");
  if (failed) throw failed.reason;
  return ended.map((each) => (each as PromiseFulfilledResult<unknown>).value) as unknown as T;
}

/** The columns of some rows, as a `statement` takes them. */
export const columns = <T, K extends keyof T>(rows: readonly T[], ...names: K[]): T[K][][] =>
  names.map((name) => rows.map((row) => row[name]));

/** Two writers raced for the same unique key, and this one lost. */
export const lostRaceFor = (constraint: string, error: unknown): boolean =>
  error instanceof pg.DatabaseError && error.code === "23505" && error.constraint === constraint;

const AWAY = new Set(["ECONNREFUSED", "ECONNRESET", "ENOENT", "EPIPE", "57P01", "57P02", "57P03", "08006", "08003"]);

/** The database is away or overloaded: a passing fault that the caller may try again, not a bug. */
export function databaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (AWAY.has(String((error as { code?: unknown }).code))) return true;
  // Locks, connections and time that ran out; a disk that is full or fails: 53100, 58030.
  if (["55P03", "53300", "25P03", "57014", "53100", "58030"].includes(codeOf(error))) return true;
  // The database fell while it answered: whether it had committed is known when it is asked again.
  if (error instanceof pg.DatabaseError && ["PANIC", "FATAL"].includes(error.severity ?? "")) return true;
  return /connection terminated|timeout exceeded when trying to connect|client has encountered a connection error|not queryable|the driver has already been destroyed/i.test(
    error.message,
  );
}
