import type { Cut } from "../faulty-proxy.ts";
import { type Figures, type Outcome, play, type Scene } from "./scene.ts";

// A silent line is noticed after four seconds, and a new one is given three to answer.
const QUICK_MS: Record<Cut, number> = { refused: 2_000, silent: 9_000 };
const AWAY_S = 12;
const OTHERS_MIN = 3; // the silent one's locks stand for five seconds, and every buyer tries it first half the time

/** One server loses the database, by a refusal or by silence: it says so and the other goes on; then it is well again. */
async function lose({ ground, seconds, ordersSince, ordersBack, look, mustBe }: Scene, how: Cut): Promise<Figures> {
  const cutMs = performance.now();
  ground.edges["web-a to db"].cutOff(how);
  const slowest = { ms: 0 };
  while (performance.now() - cutMs < AWAY_S * 1_000) {
    const [read, ready] = await Promise.all([look("web-a", "/api/catalog/products"), look("web-a", "/readyz")]);
    slowest.ms = Math.max(slowest.ms, read.ms, ready.ms);
    mustBe(`${how}: the server without a database answers 503 (${read.status})`, read.status === 503);
    mustBe(`${how}: and is not ready (${ready.status})`, ready.status === 503);
    await seconds(0.2);
  }
  mustBe(`${how}: it answers within ${QUICK_MS[how]} ms (${slowest.ms})`, slowest.ms < QUICK_MS[how]);
  const others = ordersSince(cutMs + 1_000, "web-b");
  mustBe(`${how}: the other server goes on (${others})`, others >= OTHERS_MIN);
  const healedMs = performance.now();
  ground.edges["web-a to db"].heal();
  const backMs = await ordersBack(healedMs, "web-a");
  return { [`${how}SlowestMs`]: slowest.ms, [`${how}OrdersElsewhere`]: others, [`${how}BackMs`]: backMs };
}

export const cutOff = (): Promise<Outcome> =>
  play("cut-off", async (scene) => {
    await scene.seconds(2);
    const refused = await lose(scene, "refused");
    await scene.seconds(2);
    return { ...refused, ...(await lose(scene, "silent")) };
  });
