import type { ReactNode } from "react";
import type { AnswerOf } from "../../../kit/api.ts";
import { dateTimeZone } from "../../../kit/format.ts";
import { Tag, type TagTone } from "../../../kit/tag.tsx";
import { useWords } from "../../../kit/words.ts";
import type { DataColumn } from "../../parts/data-columns.tsx";
import { DataPage } from "../../parts/data-page.tsx";
import { usePages } from "../../parts/use-pages.ts";
import type { MyShop } from "../../parts/use-shop.ts";

type Bill = AnswerOf<"listShopBills">["items"][number];

const tones: Record<Bill["state"], TagTone> = {
  waiting: "plain",
  due: "warn",
  held: "bad",
  releasing: "calm",
  released: "good",
  cancelled: "plain",
};

/** Received goods wait for their day only; until then the bill waits for the receipt. */
const stateOf = ({ state, completedAt }: Bill): Bill["state"] => (state === "waiting" && completedAt ? "due" : state);

/** What buyers have paid and the shop has not yet got: when it comes, and by which rule. */
export function Bills({ shop, choice }: { shop: MyShop; choice: ReactNode }) {
  const words = useWords("statement");
  const { rows, first: _, problem, ...pages } = usePages("listShopBills", { shopId: shop.id, limit: 50 });
  const columns: DataColumn<Bill>[] = [
    { key: "order", title: words.order, text: (row) => row.orderId },
    {
      key: "state",
      title: words.state,
      csv: (row) => words.billStates[stateOf(row)],
      render: (row) => <Tag tone={tones[stateOf(row)]}>{words.billStates[stateOf(row)]}</Tag>,
    },
    { key: "tier", title: words.tier, text: (row) => words.tierIs(words.tiers[row.tier] ?? row.tier, row.days) },
    {
      key: "completed",
      title: words.completedAt,
      text: (row) => (row.completedAt ? dateTimeZone(row.completedAt) : "—"),
    },
    { key: "due", title: words.dueAt, text: (row) => (row.dueAt ? dateTimeZone(row.dueAt) : words.afterReceipt) },
    { key: "paid", title: words.paid, fen: (row) => row.paidFen },
  ];
  return (
    <DataPage
      page="shop-bills"
      title={words.title}
      context={`${shop.name} · ${words.hint}`}
      action={choice}
      columns={columns}
      rowKey={(row) => row.orderId}
      rows={rows}
      problem={problem}
      {...pages}
      empty={{ title: words.noBills, hint: words.noBillsHint }}
    />
  );
}
