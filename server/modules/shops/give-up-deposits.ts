import { closeIntents } from "#modules/payments";
import { clock } from "#platform/clock";
import { type Db, statement, transact } from "#platform/db";
import type { Jobs } from "#platform/jobs";
import { PAY_WITHIN_MS } from "./pay-deposit.ts";

const BATCH_MAX = 100;

const giveUp = statement<{ id: bigint }>(
  "shops.give_up_deposits",
  `update shops.deposits set state = 'closed' where id in (
     select id from shops.deposits where state = 'waiting' and created_at <= $1 order by id limit $2
     for update skip locked)
   returning id`,
);

/** Attempts whose time to pay is over are ended at the provider too; money that was faster still counts. */
export const giveUpDeposits = (db: Db, jobs: Jobs): Promise<number> =>
  transact(db, async (tx) => {
    const late = await giveUp(tx, new Date(clock.now().getTime() - PAY_WITHIN_MS), BATCH_MAX);
    if (late.length > 0)
      await closeIntents(
        tx,
        jobs,
        late.map(({ id }) => ({ purpose: "deposit" as const, subjectId: id })),
      );
    return late.length;
  });
