import { type CaseState, caseMachine } from "#contract/states/case";
import { before, terminal } from "#contract/states/machine";
import { statement, type Tx } from "#platform/db";
import { newId } from "#platform/ids";

export type ByWhom = "buyer" | "shop" | "platform" | "clock" | "provider";
export type CaseMove = {
  to: CaseState;
  /** Narrower than the machine allows: only from these. */
  from?: readonly CaseState[];
  byWhom: ByWhom;
  note?: string;
  at: Date;
  /** When the clock decides next; left out: no clock runs. */
  dueAt?: Date;
  rejectReason?: string;
};

const move = statement<{ id: bigint }>(
  "aftersales.move_case",
  `with moved as (
     update aftersales.cases set state = $3, due_at = $7, reject_reason = coalesce($8, reject_reason),
       ended_at = case when $9::boolean then $6::timestamptz end
     where id = $1 and state = any($2::text[]) and ended_at is null returning id
   )
   insert into aftersales.history (id, case_id, state, by_whom, note, happened_at)
   select $10, id, $3, $4, $5, $6 from moved returning case_id as id`,
);

/** Moves a case if it may make this move, with its line in the history. Says whether it did. */
export async function moveCase(tx: Tx, caseId: bigint, how: CaseMove): Promise<boolean> {
  const { to, byWhom, note = "", at, dueAt, rejectReason } = how;
  const allowed = before(caseMachine, to);
  const from = how.from ?? allowed;
  if (from.some((state) => !allowed.includes(state))) throw new Error(`no case moves from ${from.join(", ")} to ${to}`);
  const isEnd = terminal(caseMachine).includes(to);
  const late = [dueAt ?? null, rejectReason ?? null, isEnd, newId()] as const;
  return (await move(tx, caseId, [...from], to, byWhom, note, at, ...late)).length > 0;
}
