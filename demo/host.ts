import { sql } from "kysely";
import { pinProduct } from "#modules/live";
import type { Db } from "#platform/db";
import type { Sweep } from "#platform/worker";

type Idle = { roomId: bigint; creatorId: bigint; productId: bigint };

/** The demo's host never sleeps: whenever nothing is being explained in the room that is always on, the next product is. */
async function explainNext(db: Db): Promise<number> {
  const { rows } = await sql<Idle>`
    select r.id as room_id, r.creator_id, i.product_id from live.rooms r
      join lateral (select s.product_id from live.shelf_items s
        left join lateral (select max(p.id) as last from live.pins p where p.room_id = r.id and p.product_id = s.product_id) p on true
        where s.room_id = r.id and s.removed_at is null order by p.last nulls first, s.position limit 1) i on true
    where r.state = 'live' and r.is_standing
      and not exists (select from live.pins p where p.room_id = r.id and p.closed_at is null)`.execute(db);
  for (const { roomId, creatorId, productId } of rows) await pinProduct(db, { roomId, productId, by: creatorId });
  return 0;
}

export const demoHost: Sweep = { name: "demo.host", everyMs: 2_000, run: explainNext };
