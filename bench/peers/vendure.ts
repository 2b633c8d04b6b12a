import { join } from "node:path";
import { freePort } from "../ground.ts";
import type { Peer, Running, Sku } from "./peer.ts";
import { end, launch, run, untilAnswers } from "./programs.ts";
import type { Database } from "./database.ts";
import { furnishVendure } from "./vendure-market.ts";
import { vendureSteps } from "./vendure-steps.ts";

const PROGRAM = join(import.meta.dirname, "vendure-server.ts");
const ADMIN = { name: "superadmin", password: "of-the-bench" };

/** Vendure in production mode: a server, and its worker beside it as the documents ask. */
export async function openVendure(place: {
  folder: string;
  log: string;
  database: Database;
  redisPort: number | undefined;
}): Promise<Peer> {
  const { folder, log, database, redisPort } = place;
  const port = await freePort();
  const program = (as: "schema" | "server" | "worker") => ({
    file: process.execPath,
    args: [PROGRAM],
    cwd: folder,
    log,
    env: {
      NODE_ENV: "production",
      VENDURE_DISABLE_TELEMETRY: "true",
      PEER_AS: as,
      PEER_FOLDER: folder,
      PEER_PORT: String(port),
      PEER_SOCKETS: database.sockets,
      PEER_DATABASE: database.name,
      PEER_ADMIN: ADMIN.name,
      PEER_PASSWORD: ADMIN.password,
      ...(redisPort === undefined ? {} : { PEER_REDIS_PORT: String(redisPort) }),
    },
  });

  async function up(): Promise<() => Promise<void>> {
    const children = [launch(program("server")), launch(program("worker"))];
    await untilAnswers(`http://127.0.0.1:${port}/health`, children[0]!, log);
    return async () => void (await Promise.all(children.map((child) => end(child))));
  }

  await run(program("schema"));
  const down = await up();
  const market = await furnishVendure(port, ADMIN);
  await down();
  return {
    name: "vendure",
    configurations: [
      `production mode, a server and a worker, ${redisPort === undefined ? "DefaultJobQueuePlugin" : "BullMQJobQueuePlugin"}`,
    ],
    connections: [1, 4, 8, 16],
    callsPerOrder: 5,
    start: async (): Promise<Running> => {
      const stop = await up();
      return { port, steps: vendureSteps(market), settled: () => Promise.resolve(), stop };
    },
    paid: (sku: Sku) =>
      database.count(
        `select count(distinct o.id) as n from "order" o join order_line l on l."orderId" = o.id
         where o.state = 'PaymentSettled' and l."productVariantId" = $1`,
        [market.variants[sku]],
      ),
  };
}
