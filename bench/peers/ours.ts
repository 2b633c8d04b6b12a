import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { furnish, type Ground } from "../ground.ts";
import { databaseAt } from "./database.ts";
import { ourSteps } from "./our-steps.ts";
import { HOT_STOCK, type Peer, type Running, SCARCE_STOCK } from "./peer.ts";
import { end, launch, untilAnswers } from "./programs.ts";

const SERVER = join(import.meta.dirname, "our-server.ts");
const BUYERS = 6_000;
const SETTLE_MS = 60_000;

/** The product as users run it, one server for pages and the work behind them, with a payment handler that says yes. */
export async function openOurs(ground: Ground, log: string): Promise<Peer> {
  const database = databaseAt(ground.url);
  const { buyers, skuIds: hot } = await furnish(ground, { buyers: BUYERS, skus: 1, stock: HOT_STOCK });
  const { skuIds: scarce } = await furnish(ground, { buyers: 0, skus: 1, stock: SCARCE_STOCK });
  const skus = { hot: hot[0]!, scarce: scarce[0]! };

  /** Money that has come and an order that does not say so yet: what still is on its way through the shop. */
  const underWay = (): Promise<number> =>
    database.count(
      `select count(*) as n from payments.paid_orders p join orders.orders o on o.id = p.order_id
       where o.state in ('unpaid', 'closing')`,
      [],
    );
  async function settled(): Promise<void> {
    for (const until = performance.now() + SETTLE_MS; (await underWay()) > 0; await sleep(50))
      if (performance.now() > until) throw new Error("paid orders did not become paid within a minute");
  }
  return {
    name: "ours",
    configurations: ["one server with every role"],
    connections: [64, 128, 256],
    callsPerOrder: 5,
    start: async (): Promise<Running> => {
      const server = launch({ file: process.execPath, args: [SERVER], cwd: process.cwd(), env: ground.env, log });
      await untilAnswers(`http://127.0.0.1:${ground.port}/healthz`, server, log);
      return { port: ground.port, steps: ourSteps({ buyers, skus }), settled, stop: () => end(server) };
    },
    paid: (sku) =>
      database.count(
        `select count(distinct o.id) as n from orders.orders o join orders.lines l on l.order_id = o.id
         where o.state = 'to_ship' and l.sku_id = $1`,
        [skus[sku]],
      ),
  };
}
