import { dateTimeZone, money } from "../../kit/format.ts";
import { useWords } from "../../kit/words.ts";
import type { DataColumn } from "./data-columns.tsx";
import { type Flow, FlowKind, useFlowReason } from "./flow-line.tsx";

/** A statement's columns: when, what, why, for which order, how much. */
export function useFlowColumns(rows: Flow[] | undefined): DataColumn<Flow>[] {
  const words = useWords("statement");
  const { kinds } = useWords("flows");
  const reasonOf = useFlowReason();
  const sum = (rows ?? []).reduce((all, { fen }) => all + fen, 0);
  return [
    { key: "at", title: words.at, text: (row) => dateTimeZone(row.at), total: words.loadedSum },
    {
      key: "kind",
      title: words.kind,
      csv: (row) => kinds[row.kind],
      render: (row) => <FlowKind kind={row.kind} />,
    },
    {
      key: "why",
      title: words.why,
      width: 440,
      text: reasonOf,
      render: (row) => <div style={{ maxWidth: 520, whiteSpace: "normal" }}>{reasonOf(row)}</div>,
    },
    { key: "order", title: words.order, text: (row) => row.orderId ?? "—" },
    {
      key: "sum",
      title: words.sum,
      fen: (row) => row.fen,
      total: rows ? money(sum) : "",
      render: (row) => (
        <b style={{ color: row.fen < 0 ? "var(--bad)" : "var(--good)" }}>
          {`${row.fen > 0 ? "+" : ""}${money(row.fen)}`}
        </b>
      ),
    },
  ];
}
