// Vendure as its documents run it in production. One file for the server, its worker and the first schema: the
// configuration must be the same in all three. Everything of Vendure comes from the scratch folder.
import { createRequire } from "node:module";
import { join } from "node:path";

type Class = new (options: object) => object;
type Core = {
  DefaultLogger: Class;
  PaymentMethodHandler: Class;
  DefaultJobQueuePlugin: object;
  LogLevel: { Warn: number };
  LanguageCode: { en: string };
  bootstrap: (config: object) => Promise<{ close: () => Promise<void> }>;
  bootstrapWorker: (config: object) => Promise<{ startJobQueue: () => Promise<unknown> }>;
};
type Queue = { BullMQJobQueuePlugin: { init: (options: object) => object } };

const setting = (name: string): string => {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set`);
  return value;
};

const fromScratch = createRequire(join(setting("PEER_FOLDER"), "package.json"));
const core = fromScratch("@vendure/core") as Core;
const as = setting("PEER_AS");
const redisPort = process.env["PEER_REDIS_PORT"];

/** Takes the money at once, as a provider does that answers within the call. */
const settledAtOnce = new core.PaymentMethodHandler({
  code: "settled-at-once",
  description: [{ languageCode: core.LanguageCode.en, value: "Settled at once" }],
  args: {},
  createPayment: (_ctx: unknown, _order: unknown, amount: number) => ({
    amount,
    state: "Settled",
    transactionId: crypto.randomUUID(),
  }),
  settlePayment: () => ({ success: true }),
});

function jobQueue(): object {
  if (redisPort === undefined) return core.DefaultJobQueuePlugin;
  const { BullMQJobQueuePlugin } = fromScratch("@vendure/job-queue-plugin/package/bullmq") as Queue;
  const connection = { host: "127.0.0.1", port: Number(redisPort), maxRetriesPerRequest: null };
  return BullMQJobQueuePlugin.init({ connection });
}

const config = {
  apiOptions: {
    hostname: "127.0.0.1",
    port: Number(setting("PEER_PORT")),
    adminApiPath: "admin-api",
    shopApiPath: "shop-api",
    introspection: false,
  },
  authOptions: {
    tokenMethod: "bearer",
    superadminCredentials: { identifier: setting("PEER_ADMIN"), password: setting("PEER_PASSWORD") },
    requireVerification: false,
  },
  dbConnectionOptions: {
    type: "postgres",
    host: setting("PEER_SOCKETS"),
    username: "postgres",
    database: setting("PEER_DATABASE"),
    synchronize: as === "schema",
    logging: false,
  },
  logger: new core.DefaultLogger({ level: core.LogLevel.Warn, timestamp: false }),
  paymentOptions: { paymentMethodHandlers: [settledAtOnce] },
  plugins: [jobQueue()],
};

if (as === "worker") {
  const worker = await core.bootstrapWorker(config);
  await worker.startJobQueue();
} else {
  const app = await core.bootstrap(config);
  if (as === "schema") {
    await app.close();
    process.exit(0);
  }
}
console.log("ready");
