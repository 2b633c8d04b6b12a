import { readConfig } from "#platform/config";
import { openHouse } from "../../server/house.ts";
import { readShared } from "../../server/modules/live/snapshot.ts";
import { aRoom } from "../../tests/fixtures/rooms.ts";
import { openGround } from "../ground.ts";
import { median } from "../load.ts";

const PRODUCTS = 60;
const READS = 40;

/** How long a page waits for the room it enters, read from the database each time: 60 products on the shelf. */
export async function measureSnapshot() {
  const ground = await openGround();
  const config = { ...readConfig(ground.env), databaseUrl: ground.url };
  const { house, close } = await openHouse({ config, parts: [] });
  try {
    const { roomId } = await aRoom(house.db, { products: PRODUCTS });
    const times: number[] = [];
    for (let n = 0; n < READS; n++) {
      const startedMs = performance.now();
      await readShared(house, roomId, false);
      times.push(performance.now() - startedMs);
    }
    const sorted = times.toSorted((a, b) => a - b);
    const p95 = sorted[Math.floor(READS * 0.95)]!;
    return { products: PRODUCTS, medianMs: Number(median(times).toFixed(1)), p95Ms: Number(p95.toFixed(1)) };
  } finally {
    await close();
    await ground.stop();
  }
}
