import type { IntentState } from "#contract/states/payment";
import { columns, type Db, statement, type Tx } from "#platform/db";

export type Purpose = "checkout" | "deposit";
/** What a payment is for. A checkout has one part per order, a deposit one for its shop. */
export type IntentPart = {
  orderId?: bigint;
  shopId: bigint;
  fen: bigint;
  lines?: readonly { lineId: bigint; paidFen: bigint; goodsFen: bigint }[];
};
export type Intent = {
  id: bigint;
  purpose: Purpose;
  subjectId: bigint;
  payerId: bigint;
  provider: string;
  outTradeNo: string;
  fen: bigint;
  parts: IntentPart[];
  state: IntentState;
  payUrl: string | null;
  expiresAt: Date;
};

type WrittenPart = {
  orderId?: string;
  shopId: string;
  fen: string;
  lines?: { lineId: string; paidFen: string; goodsFen: string }[];
};

export const writeParts = (parts: readonly IntentPart[]): string =>
  JSON.stringify(parts, (_key, value: unknown) => (typeof value === "bigint" ? value.toString() : value));

const readPart = ({ orderId, shopId, fen, lines }: WrittenPart): IntentPart => ({
  ...(orderId === undefined ? {} : { orderId: BigInt(orderId) }),
  shopId: BigInt(shopId),
  fen: BigInt(fen),
  ...(lines === undefined
    ? {}
    : {
        lines: lines.map((line) => ({
          lineId: BigInt(line.lineId),
          paidFen: BigInt(line.paidFen),
          goodsFen: BigInt(line.goodsFen),
        })),
      }),
});

type Row = Omit<Intent, "parts"> & { parts: WrittenPart[] };
const intentOf = (row: Row): Intent => ({ ...row, parts: row.parts.map(readPart) });

const COLUMNS = `id, purpose, subject_id as "subjectId", payer_id as "payerId", provider, out_trade_no as "outTradeNo",
  fen, parts, state, pay_url as "payUrl", expires_at as "expiresAt"`;
const byNumbers = statement<Row>(
  "payments.lock_by_number",
  `select ${COLUMNS} from payments.intents where out_trade_no = any($1::text[]) order by id for update`,
);
const bySubject = statement<Row>(
  "payments.by_subject",
  `select ${COLUMNS} from payments.intents where purpose = $1 and subject_id = any($2::bigint[])`,
);
const bySubjects = statement<Row>(
  "payments.lock_by_subject",
  `select ${COLUMNS} from payments.intents i
   where exists (select from unnest($1::text[], $2::bigint[]) s (p, i2) where p = i.purpose and i2 = i.subject_id)
     and i.subject_id = any($2::bigint[])
   order by id for update`,
);
const byId = statement<Row>("payments.by_id", `select ${COLUMNS} from payments.intents where id = $1`);
const lockById = statement<Row>(
  "payments.lock_by_id",
  `select ${COLUMNS} from payments.intents where id = $1 for update`,
);

const keep = statement<Row>(
  "payments.keep_pages",
  `update payments.intents i set pay_url = coalesce(i.pay_url, p.url) from unnest($1::bigint[], $2::text[]) p (page, url)
   where i.id = p.page returning ${COLUMNS}`,
);

/** Keeps the pages where these payments are paid, the first of each, and says how they stand. */
export const keepPages = async (
  db: Db | Tx,
  pages: readonly { id: bigint; payUrl: string | null }[],
): Promise<Intent[]> => (await keep(db, ...columns(pages, "id", "payUrl"))).map(intentOf);

export const lockIntentsByNumber = async (tx: Tx, numbers: readonly string[]): Promise<Intent[]> =>
  (await byNumbers(tx, numbers)).map(intentOf);
export const lockIntentsBySubject = async (
  tx: Tx,
  subjects: readonly { purpose: Purpose; subjectId: bigint }[],
): Promise<Intent[]> =>
  (
    await bySubjects(
      tx,
      subjects.map(({ purpose }) => purpose),
      subjects.map(({ subjectId }) => subjectId),
    )
  ).map(intentOf);

/** The payment of a checkout or deposit, if one was asked for. */
export const readIntent = async (db: Db | Tx, purpose: Purpose, subjectId: bigint): Promise<Intent | undefined> =>
  (await readIntents(db, purpose, [subjectId])).get(subjectId);

/** The payments of several, by what they are for. */
export async function readIntents(
  db: Db | Tx,
  purpose: Purpose,
  subjectIds: readonly bigint[],
): Promise<Map<bigint, Intent>> {
  const rows = await bySubject(db, purpose, [...new Set(subjectIds)]);
  return new Map(rows.map((row) => [row.subjectId, intentOf(row)]));
}
export async function readIntentById(db: Db | Tx, id: bigint): Promise<Intent> {
  const [row] = await byId(db, id);
  if (!row) throw new Error(`no payment has the id ${id}`);
  return intentOf(row);
}
export async function lockIntent(tx: Tx, id: bigint): Promise<Intent> {
  const [row] = await lockById(tx, id);
  if (!row) throw new Error(`no payment has the id ${id}`);
  return intentOf(row);
}

export const orderIdsOf = ({ parts }: Intent): bigint[] =>
  parts.flatMap(({ orderId }) => (orderId === undefined ? [] : [orderId]));

/** Whose payment has ended, as the news tells it. */
export const closedNews = (intent: Intent) => ({
  purpose: intent.purpose,
  subjectId: intent.subjectId,
  orderIds: orderIdsOf(intent),
});
