import { statement, type Tx } from "#platform/db";
import { releaseHolds } from "../settle-holds.ts";

const end = statement<{ id: bigint; wasOffered: boolean }>(
  "inventory.end_waits_of_slices",
  `update inventory.waits w set state = 'lapsed' from inventory.waits b
   where b.id = w.id and w.slice_id = any($1::bigint[]) and w.state in ('waiting', 'offered')
   returning w.id, b.state = 'offered' as "wasOffered"`,
);

/** Their slice has closed: nobody waits for it any more, and what was offered is let go. */
export async function endWaits(tx: Tx, sliceIds: readonly bigint[]): Promise<void> {
  const ended = await end(tx, [...sliceIds]);
  const offered = ended.filter(({ wasOffered }) => wasOffered).map(({ id }) => id);
  await releaseHolds(tx, offered);
}
