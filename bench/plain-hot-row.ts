import pg from "pg";

const CLIENTS = 32;

const SETUP = `drop schema if exists plain cascade; create schema plain;
  create table plain.stock (id int primary key, on_hand int not null, reserved int not null check (reserved <= on_hand)) with (fillfactor = 50);
  create table plain.orders (id bigint generated always as identity primary key, buyer bigint not null, fen bigint not null);
  insert into plain.stock values (1, 1000000000, 0);`;

/** One order, one transaction, all on one row: how the same database sells without batches. Transactions per second. */
export async function plainHotRow(url: string, seconds: number): Promise<number> {
  const pool = new pg.Pool({ connectionString: url, max: CLIENTS });
  await pool.query(SETUP);
  const untilMs = performance.now() + seconds * 1000;
  let done = 0;
  const seller = async (): Promise<void> => {
    const client = await pool.connect();
    while (performance.now() < untilMs) {
      await client.query("begin");
      await client.query({
        name: "take",
        text: "update plain.stock set reserved = reserved + 1 where id = 1 and reserved < on_hand",
      });
      await client.query({
        name: "write",
        text: "insert into plain.orders (buyer, fen) values ($1, 1990)",
        values: [done],
      });
      await client.query("commit");
      done += 1;
    }
    client.release();
  };
  await Promise.all(Array.from({ length: CLIENTS }, seller));
  await pool.query("drop schema plain cascade");
  await pool.end();
  return Math.round(done / seconds);
}
