import assert from "node:assert/strict";
import { picture } from "../browser.ts";
import type { Story } from "../story.ts";

const DAYS = 30;

/** 12 · The operator's figures are what the orders' own rows say. */
export async function oversee({ operator, stage }: Story): Promise<void> {
  const overview = await operator.ask("readOverview", { days: String(DAYS) });
  const [raw] = await stage.rows<Record<string, string>>(
    `select coalesce(sum(payable_fen), 0)::text as gross, coalesce(sum(refunded_fen), 0)::text as refunded,
       count(*)::text as orders, count(distinct buyer_id)::text as buyers
     from orders.orders where paid_at is not null`,
  );
  const [seen] = await stage.rows<Record<string, string>>(
    "select coalesce(sum(views), 0)::text as views from live.visits where seconds >= 3",
  );
  const { now } = overview;
  assert.deepEqual(
    [now.gmvGrossFen, now.refundedFen, now.paidOrders, now.buyers, now.views],
    [raw!["gross"], raw!["refunded"], raw!["orders"], raw!["buyers"], seen!["views"]].map(Number),
  );
  assert.equal(now.gmvNetFen, now.gmvGrossFen - now.refundedFen);
  assert.deepEqual([now.newBuyers, now.returningBuyers], [now.buyers, 0]);
  assert.equal(now.gpmFen, Math.floor((now.gmvGrossFen * 1000) / now.views));
  assert.equal(overview.roomsLive, 0);
  await operator.page.goto("/staff/console");
  await operator.page.waitForLoadState("networkidle");
  await picture(operator.page, "console-overview");
}
