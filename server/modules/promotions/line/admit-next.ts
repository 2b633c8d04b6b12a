import { leftInSlices } from "#modules/inventory";
import { clock } from "#platform/clock";
import { type Db, statement, transact } from "#platform/db";
import { DRAW_MS } from "./ranks.ts";

/** Who was let in may buy for so long. */
export const PASS_MS = 60_000;
// An order that came with a good pass may still be on its way through the counter: its piece is not given on yet.
const GRACE_MS = 2_000;
const AT_ONCE_MAX = 5_000;

const lock = statement<{ mine: boolean }>(
  "promotions.lock_line",
  `select pg_try_advisory_xact_lock(hashtextextended('promotions.line:' || $1::bigint, 0)) as mine`,
);
const lapse = statement<{ personId: bigint }>(
  "promotions.lapse_passes",
  `update promotions.entries set state = 'lapsed' where deal_id = $1 and state = 'admitted' and admitted_until <= $2
   returning person_id as "personId"`,
);
const countOut = statement<{ out: number }>(
  "promotions.passes_out",
  `select count(*)::int as out from promotions.entries where deal_id = $1 and state = 'admitted'`,
);
const admit = statement<{ personId: bigint }>(
  "promotions.admit_next",
  `update promotions.entries set state = 'admitted', admitted_until = $3
   where deal_id = $1 and state = 'waiting' and person_id in (
     select person_id from promotions.entries where deal_id = $1 and state = 'waiting'
     order by rank, person_id limit $2)
   returning person_id as "personId"`,
);
const busy = statement<{ id: bigint }>(
  "promotions.lines_to_move",
  `select id from promotions.deals d
   where state in ('scheduled', 'running') and (state = 'running' or room_id is null) and admission = 'line' and starts_at <= $2 and ends_at > $1
     and exists (select from promotions.entries e where e.deal_id = d.id and e.state in ('waiting', 'admitted'))
   order by id`,
);

/**
 * Lets the next people in, as many as there are free pieces without a pass; passes that were not used in time lapse
 * first. Says how many came in or lapsed. One at a time per line, whoever asks: another one at it makes this a no-op.
 */
export function admitNext(db: Db, dealId: bigint): Promise<number> {
  return transact(db, async (tx) => {
    const [line] = await lock(tx, dealId);
    if (!line!.mine) return 0;
    const at = clock.now();
    const lapsed = await lapse(tx, dealId, new Date(at.getTime() - GRACE_MS));
    // Passes before pieces: an order between the two looks takes both away, and is then counted twice, never not at all.
    const out = (await countOut(tx, dealId))[0]!.out;
    const left = (await leftInSlices(tx, [dealId])).get(dealId) ?? 0;
    const room = Math.min(left - out, AT_ONCE_MAX);
    const until = new Date(at.getTime() + PASS_MS);
    const admitted = room > 0 ? await admit(tx, dealId, room, until) : [];
    return lapsed.length + admitted.length;
  });
}

/** Moves every line whose lots are drawn and whose deal runs. Says how many people moved. */
export async function moveLines(db: Db): Promise<number> {
  const at = clock.now();
  let moved = 0;
  for (const { id } of await busy(db, at, new Date(at.getTime() - DRAW_MS))) moved += await admitNext(db, id);
  return moved;
}
