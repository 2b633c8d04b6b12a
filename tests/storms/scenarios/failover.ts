import { join } from "node:path";
import { startPair } from "../../../bin/postgres/standby.ts";
import { killFamily } from "../ground/storm-ground.ts";
import { type Outcome, play } from "./scene.ts";

const BACK_MS_MAX = 2_000;

/** The primary of a synchronous pair is killed; its standby takes over, and no acknowledged order is lost. */
export async function failover(): Promise<Outcome> {
  let tookOver = (): boolean => false;
  return play(
    "failover",
    async ({ ground, seconds, ordersBack, mustBe }) => {
      await seconds(4);
      const killedMs = performance.now();
      killFamily(ground.postgres.pid());
      const writesBackMs = await ordersBack(killedMs);
      await seconds(4);
      mustBe("the standby took over", tookOver());
      mustBe(`writes are back within ${BACK_MS_MAX} ms (${writesBackMs})`, writesBackMs <= BACK_MS_MAX);
      return { writesBackMs };
    },
    {
      openDatabase: async (home, say) => {
        const pair = await startPair({ dir: join(home, "postgres"), standbyDir: join(home, "standby"), say });
        tookOver = pair.tookOver;
        return pair;
      },
    },
  );
}
