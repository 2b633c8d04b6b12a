import assert from "node:assert/strict";
import { picture } from "../browser.ts";
import type { Drop } from "../drop-story.ts";
import { until } from "../story.ts";
import { STOCK } from "./drop-house.ts";
import { deskSays, PIECES, PRICE_FEN, yuan } from "./drop-plan.ts";

/** Three have paid, one of them has the money back: buyers and GMV are as paid, pieces as they stand. */
const BUYERS = 3;
const PAST_THE_END_SECONDS = 330;

/** 9 · At the end the desk, the rows and the stock say the same: both pieces sold, nothing left over, nothing lost. */
export async function endDrop(drop: Drop): Promise<void> {
  const { host, operator, stage, roomId, dealId, shopId, skuId, productId } = drop;
  const sums = { left: `0/${PIECES}`, unpaid: "0", paid: "2", buyers: String(BUYERS), gmv: yuan(BUYERS * PRICE_FEN) };
  await deskSays(drop, { ...sums, waiting: "0", admitted: "0" });
  await picture(host.page, "desk-sold");
  await operator.ask("moveClock", { seconds: PAST_THE_END_SECONDS });
  const ended = await until(
    async () => (await host.ask("listRoomDeals", { roomId })).items[0]!,
    ({ state }) => state === "ended",
    { withinMs: 20_000, what: "the drop's end" },
  );
  const { left, unpaid, paid, buyers, gmvFen, whyEnded } = ended;
  assert.deepEqual([left, unpaid, paid, buyers, gmvFen, whyEnded], [0, 0, 2, BUYERS, BUYERS * PRICE_FEN, "time"]);
  await deskSays(drop, sums);
  await host.page.getByRole("list", { name: "限时秒杀" }).getByText("时间到").waitFor();
  await picture(host.page, "desk-ended");
  const [slice] = await stage.rows<{ pieces: number; returned: number; sold: number }>(
    `select s.pieces, s.returned, (select count(*)::int from orders.lines l join orders.orders o on o.id = l.order_id
       where l.deal_id = $1 and o.state = 'to_ship') as sold from inventory.slices s where s.owner_id = $1`,
    dealId,
  );
  assert.deepEqual(slice, { pieces: PIECES, returned: 0, sold: 2 }, "in = sold + returned");
  const product = await host.ask("readProduct", { productId });
  assert.equal(product.available, STOCK - PIECES);
  const { items } = await host.ask("listMovements", { shopId, skuId });
  assert.ok(items.length > 0);
}
