import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readConfig } from "#platform/config";
import { migrate } from "#platform/migrate";
import { startPostgres } from "../bin/postgres.ts";
import { openHouse } from "../server/house.ts";
import { aProduct, aShop } from "../tests/fixtures/goods.ts";
import { aSignedInBuyer } from "../tests/fixtures/signed-in-buyer.ts";

export type Ground = {
  env: Record<string, string>;
  port: number;
  url: string;
  stop: () => Promise<void>;
};
export type Buyer = { token: string; addressId: bigint };

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

/** Gives a house a past before the bench begins. Nothing written here needs to outlive a power cut yet. */
export type Prepare = (url: string, dataDir: string) => Promise<void>;

async function prepared(home: string, prepare: Prepare): Promise<void> {
  const postgres = await startPostgres({ dir: join(home, "postgres"), durable: false });
  try {
    await prepare(postgres.url, join(home, "data"));
  } finally {
    await postgres.stop();
  }
  spawnSync("sync"); // or the disk is still busy with it while we measure
}

/** A database that is as durable as a user's, migrated and empty, in a folder that goes with the bench. */
export async function openGround(prepare?: Prepare): Promise<Ground> {
  const home = mkdtempSync(join(tmpdir(), "jishi-bench-"));
  chmodSync(home, 0o755); // started by root, PostgreSQL runs as somebody else
  if (prepare) await prepared(home, prepare);
  const postgres = await startPostgres({ dir: join(home, "postgres") });
  await migrate(postgres.url);
  const [port, media, rtmp, sandbox] = [await freePort(), await freePort(), await freePort(), await freePort()];
  const env = {
    DATABASE_URL: postgres.url,
    JISHI_DATA: join(home, "data"),
    JISHI_HOST: "127.0.0.1",
    JISHI_PORT: String(port),
    JISHI_MEDIA_PORT: String(media),
    JISHI_RTMP_PORT: String(rtmp),
    JISHI_SANDBOX_PORT: String(sandbox),
    JISHI_LOG_LEVEL: "error",
  };
  const stop = async (): Promise<void> => {
    await postgres.stop();
    rmSync(home, { recursive: true, force: true });
  };
  return { env, port, url: postgres.url, stop };
}

/** Puts SKUs on sale and gives buyers a session and an address each, through the house's own doors. */
export async function furnish(
  ground: Ground,
  wish: { buyers: number; skus: number; stock: number },
): Promise<{ buyers: Buyer[]; skuIds: bigint[]; priceFen: bigint }> {
  const config = { ...readConfig(ground.env), databaseUrl: ground.url };
  const { house, close } = await openHouse({ config, parts: [] });
  const priceFen = 1990n;
  const { shopId } = await aShop(house.db);
  const skuIds: bigint[] = [];
  for (let n = 0; n < wish.skus; n++) {
    const product = await aProduct(house.db, shopId, { prices: [priceFen], pieces: wish.stock });
    skuIds.push(...product.skuIds);
  }
  const buyers: Buyer[] = [];
  for (let from = 0; from < wish.buyers; from += 200)
    buyers.push(
      ...(await Promise.all(
        Array.from({ length: Math.min(200, wish.buyers - from) }, () => aSignedInBuyer(house.db, house.vault)),
      )),
    );
  await close();
  return { buyers, skuIds, priceFen };
}

/** Starts a server program of the bench and waits until it says that it listens. */
export function startProgram(
  file: string,
  env: Record<string, string>,
  flags: readonly string[] = [],
): Promise<ChildProcess> {
  const child = spawn(process.execPath, [...flags, join(import.meta.dirname, file)], {
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "inherit"],
  });
  return new Promise((resolve, reject) => {
    child.once("exit", (code) => reject(new Error(`${file} ended with ${code}`)));
    child.stdout.once("data", () => resolve(child));
  });
}

export async function stopProgram(child: ChildProcess): Promise<void> {
  child.removeAllListeners("exit");
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGTERM");
  await ended;
}
