import { randomUUID } from "node:crypto";
import { join } from "node:path";
import pg from "pg";
import { providerNo, sealed, signed } from "../../sandbox/crypt.ts";
import { type Keys, loadKeys } from "../../sandbox/keys.ts";
import { type Ground, startProgram, stopProgram } from "../ground.ts";
import { load, type LoadResult, shot } from "../load.ts";
import { type Market, ordersOf } from "./orders.ts";

export type PaidRound = LoadResult & { paidPerSecond: number; heardBySeconds: number };
type Payment = { no: string; fen: string };

const KIND = "transaction";

/** The provider's word that a payment was paid, sealed and signed as it comes over the network. */
function noticeOf(keys: Keys, { no, fen }: Payment): Buffer {
  const content = {
    mchid: keys.merchantId,
    appid: keys.appId,
    out_trade_no: no,
    transaction_id: providerNo("42"),
    trade_state: "SUCCESS",
    success_time: new Date().toISOString(),
    amount: { total: Number(fen), currency: "CNY" },
  };
  const resource = { original_type: KIND, ...sealed(keys, JSON.stringify(content), KIND, []) };
  const text = JSON.stringify({ id: `EV${randomUUID()}`, event_type: "TRANSACTION.SUCCESS", resource });
  const { headers, body } = signed(keys, text, []);
  return shot("POST", "/api/payments/sandbox/notices", headers, body);
}

async function ask<T extends pg.QueryResultRow>(url: string, text: string, values: unknown[] = []): Promise<T[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<T>(text, values);
  await client.end();
  return rows;
}

const unpaid = (url: string, count: number): Promise<Payment[]> =>
  ask(url, `select out_trade_no as no, fen from payments.intents where state = 'created' order by id desc limit $1`, [
    count,
  ]);
const captured = async (url: string): Promise<number> =>
  (await ask<{ n: number }>(url, "select count(*)::int as n from payments.captures where applied"))[0]!.n;
const waiting = async (url: string): Promise<number> =>
  (
    await ask<{ n: number }>(
      url,
      "select count(*)::int as n from orders.orders where state = 'unpaid' and id in (select order_id from payments.paid_orders)",
    )
  )[0]!.n;

/** How long the listeners need to make the last captured order ready to ship, once the storm is over. */
async function secondsUntilHeard(url: string): Promise<number> {
  const from = performance.now();
  while ((await waiting(url)) > 0) await new Promise((resolve) => setTimeout(resolve, 250));
  return Math.round((performance.now() - from) / 100) / 10;
}

type Way = {
  ground: Ground;
  market: Market;
  seconds: number;
  warmUpSeconds: number;
  connections: number;
  /** So many can be brought; a round that has used them up ends early. */
  notices: number;
};

/** Half of the requests place an order, half bring the provider's word that an earlier one is paid. The words are written before the clock runs: the provider's work is not ours. */
export async function paidRound(way: Way): Promise<PaidRound> {
  const { ground, market, seconds, warmUpSeconds, connections, notices } = way;
  const keys = loadKeys(join(ground.env["JISHI_DATA"]!, "sandbox"));
  const place = ordersOf(market);
  const program = await startProgram("counter-server.ts", ground.env);
  try {
    await load({ port: ground.port, connections, seconds: 60, requests: notices, next: place });
    const words = (await unpaid(ground.url, notices)).map((payment) => noticeOf(keys, payment));
    let [sent, said] = [0, 0];
    const next = (): Buffer => (sent++ % 2 === 0 || said >= words.length ? place(sent) : words[said++]!);
    await load({ port: ground.port, connections, seconds: warmUpSeconds, next, requests: words.length });
    const [before, saidBefore, from] = [await captured(ground.url), said, performance.now()];
    const result = await load({ port: ground.port, connections, seconds, next, requests: 2 * (words.length - said) });
    const tookSeconds = (performance.now() - from) / 1000;
    const [paid, brought] = [(await captured(ground.url)) - before, said - saidBefore];
    if (paid !== brought || result.ok !== result.requests)
      throw new Error(`${brought} payments were acknowledged, ${paid} stand; ${JSON.stringify(result.statuses)}`);
    const heardBySeconds = await secondsUntilHeard(ground.url);
    return { ...result, paidPerSecond: Math.round(paid / tookSeconds), heardBySeconds };
  } finally {
    await stopProgram(program);
  }
}
