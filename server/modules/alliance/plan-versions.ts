/** One version of a product's open plan: its share never changes, only its time. */
export type PlanVersion = {
  id: bigint;
  productId: bigint;
  shopId: bigint;
  commissionBp: number;
  version: number;
  startsAt: Date;
  endsAt: Date | null;
};

const NOTICE_MS = 24 * 3_600_000;

export const runsAt = ({ startsAt, endsAt }: Pick<PlanVersion, "startsAt" | "endsAt">, at: Date): boolean =>
  startsAt <= at && (endsAt === null || at < endsAt);

/** What a new share does to the versions there are: `ends` by version id (an end at its start means it never ran). */
export type PlanChange = {
  ends: Map<bigint, Date | null>;
  added: { commissionBp: number; startsAt: Date } | undefined;
};

/**
 * A creator who promotes today must be able to count on today's share: more binds at once, less (or none: undefined)
 * after 24 hours. What was announced and has not begun gives way to the newer word. Pure.
 */
export function changePlan(versions: readonly PlanVersion[], commissionBp: number | undefined, at: Date): PlanChange {
  const ends = new Map<bigint, Date | null>();
  for (const version of versions) if (version.startsAt > at) ends.set(version.id, version.startsAt);
  const running = versions.find((version) => runsAt(version, at));
  if (!running) return { ends, added: commissionBp === undefined ? undefined : { commissionBp, startsAt: at } };
  if (commissionBp === running.commissionBp) {
    ends.set(running.id, null);
    return { ends, added: undefined };
  }
  const isRaise = commissionBp !== undefined && commissionBp > running.commissionBp;
  const startsAt = isRaise ? at : new Date(at.getTime() + NOTICE_MS);
  // An end that was announced before is kept when it comes sooner: nothing is promised twice.
  const sooner = !isRaise && running.endsAt !== null && running.endsAt < startsAt ? running.endsAt : startsAt;
  ends.set(running.id, sooner);
  return { ends, added: commissionBp === undefined ? undefined : { commissionBp, startsAt: sooner } };
}
