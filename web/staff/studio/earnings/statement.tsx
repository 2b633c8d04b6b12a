import type { ReactNode } from "react";
import { dateTimeZone, money } from "../../../kit/format.ts";
import { useWords } from "../../../kit/words.ts";
import type { DataColumn } from "../../parts/data-columns.tsx";
import { DataPage } from "../../parts/data-page.tsx";
import { type Flow, FlowKind, useFlowReason } from "../../parts/flow-line.tsx";
import { usePages } from "../../parts/use-pages.ts";
import { Balances } from "./balances.tsx";
import styles from "./earnings.module.css";

export function Statement({ choice }: { choice: ReactNode }) {
  const words = useWords("studio");
  const flows = useWords("flows");
  const reasonOf = useFlowReason();
  const statement = usePages("readMyStatement", { limit: 50 });
  const columns: DataColumn<Flow>[] = [
    { key: "at", title: words.at, text: (row) => dateTimeZone(row.at) },
    {
      key: "kind",
      title: words.kind,
      csv: (row) => flows.kinds[row.kind],
      render: (row) => <FlowKind kind={row.kind} />,
    },
    { key: "why", title: words.why, text: reasonOf, width: 420 },
    { key: "order", title: words.order, text: (row) => row.orderId ?? "—" },
    {
      key: "sum",
      title: words.sum,
      fen: (row) => row.fen,
      render: (row) => (
        <b className={row.fen < 0 ? styles.out : styles.in}>{`${row.fen > 0 ? "+" : ""}${money(row.fen)}`}</b>
      ),
    },
  ];
  return (
    <DataPage
      page="my-statement"
      title={words.earningsTitle}
      context={words.earningsHint}
      action={choice}
      above={<Balances />}
      columns={columns}
      rowKey={(row) => row.id}
      rows={statement.rows}
      busy={statement.busy}
      problem={statement.problem}
      onRetry={statement.onRetry}
      onMore={statement.onMore}
      empty={{ title: words.noFlows, hint: words.noFlowsHint }}
    />
  );
}
