import { join } from "node:path";
import { freePort } from "../ground.ts";
import type { Database } from "./database.ts";
import { furnishMedusa } from "./medusa-market.ts";
import { writeMedusaProject } from "./medusa-project.ts";
import { medusaSteps } from "./medusa-steps.ts";
import type { Peer, Running, Sku } from "./peer.ts";
import { end, launch, run, untilAnswers } from "./programs.ts";

const ADMIN = { email: "admin@example.com", password: "of-the-bench" };

const IN_MEMORY = "production build, one process, modules in memory";
const WITH_REDIS = "production build, a server and a worker, modules on Redis";

// Medusa reads the socket's folder as the host of the address, percent-encoded, and nothing else.
const urlOf = ({ sockets, name }: Database): string =>
  `postgres://postgres@${encodeURIComponent(sockets)}:5432/${name}?sslmode=disable`;

/** Medusa's production build. Where there is Redis, both ways are tried: on few cores its queues may cost more than they save. */
export async function openMedusa(place: {
  folder: string;
  log: string;
  database: Database;
  redisPort: number | undefined;
}): Promise<Peer> {
  const { folder, log, database, redisPort } = place;
  const port = await freePort();
  const env = {
    NODE_ENV: "production",
    MEDUSA_DISABLE_TELEMETRY: "true",
    DATABASE_URL: urlOf(database),
    LOG_LEVEL: "warn",
    JWT_SECRET: "of-the-bench",
    COOKIE_SECRET: "of-the-bench",
  };
  const cli = join(folder, "node_modules/@medusajs/cli/cli.js");
  const medusa = (args: string[], cwd: string, more: Record<string, string> = {}) => ({
    file: process.execPath,
    args: [cli, ...args],
    cwd,
    log,
    env: { ...env, ...more },
  });
  const built = join(folder, ".medusa/server");

  async function up(configuration: string): Promise<() => Promise<void>> {
    const redis: Record<string, string> =
      configuration === WITH_REDIS ? { REDIS_URL: `redis://127.0.0.1:${redisPort}` } : {};
    const start = (mode: "shared" | "server" | "worker", on: number) => {
      const args = ["start", "--host", "127.0.0.1", "--port", String(on)];
      return launch(medusa(args, built, { ...redis, MEDUSA_WORKER_MODE: mode }));
    };
    const children = [start(configuration === WITH_REDIS ? "server" : "shared", port)];
    if (configuration === WITH_REDIS) children.push(start("worker", await freePort()));
    await untilAnswers(`http://127.0.0.1:${port}/health`, children[0]!, log);
    return async () => void (await Promise.all(children.map((child) => end(child))));
  }

  writeMedusaProject(folder);
  await run(medusa(["build"], folder));
  await run(medusa(["db:migrate", "--execute-safe-links"], built));
  await run(medusa(["user", "--email", ADMIN.email, "--password", ADMIN.password], built));
  const down = await up(IN_MEMORY);
  const market = await furnishMedusa(port, ADMIN);
  await down();
  return {
    name: "medusa",
    configurations: redisPort === undefined ? [IN_MEMORY] : [IN_MEMORY, WITH_REDIS],
    connections: [1, 4, 8, 16],
    callsPerOrder: 5,
    start: async (configuration): Promise<Running> => {
      const stop = await up(configuration);
      return { port, steps: medusaSteps(market), settled: () => Promise.resolve(), stop };
    },
    paid: (sku: Sku) =>
      database.count(
        `select count(distinct o.id) as n from "order" o join order_item i on i.order_id = o.id
         join order_line_item l on l.id = i.item_id where l.variant_id = $1`,
        [market.variants[sku]],
      ),
  };
}
