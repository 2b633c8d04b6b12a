import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { AnswerOf } from "../../../kit/api.ts";
import { dateTimeZone, percent } from "../../../kit/format.ts";
import { Tag, type TagTone } from "../../../kit/tag.tsx";
import { useWords } from "../../../kit/words.ts";
import type { DataColumn } from "../../parts/data-columns.tsx";
import { DataPage } from "../../parts/data-page.tsx";
import { usePages } from "../../parts/use-pages.ts";
import { useLanguage } from "../../../kit/language.ts";
import { Balances } from "./balances.tsx";
import styles from "./earnings.module.css";

type Commission = AnswerOf<"listMyCommissions">["items"][number];

const tones: Record<Commission["state"], TagTone> = { unsettled: "warn", settled: "good", cancelled: "plain" };

export function Commissions({ choice }: { choice: ReactNode }) {
  const words = useWords("studio");
  const language = useLanguage();
  const mine = usePages("listMyCommissions", { limit: 50 });
  const columns: DataColumn<Commission>[] = [
    { key: "at", title: words.at, text: (row) => dateTimeZone(row.createdAt) },
    {
      key: "product",
      title: words.product,
      width: 320,
      text: (row) => (language === "en" && row.productTitleEn ? row.productTitleEn : row.productTitleZh),
    },
    { key: "order", title: words.order, text: (row) => row.orderId },
    { key: "base", title: words.base, fen: (row) => row.goodsFen },
    { key: "rate", title: words.rate, text: (row) => percent(row.bp / 10_000, 2) },
    { key: "sum", title: words.commission, fen: (row) => row.fen },
    {
      key: "state",
      title: words.state,
      csv: (row) => words.states[row.state],
      render: (row) => <Tag tone={tones[row.state]}>{words.states[row.state]}</Tag>,
    },
  ];
  const toOffers = (
    <Link to="/studio/offers" className={styles.link}>
      {words.nextOffers}
    </Link>
  );
  return (
    <DataPage
      page="my-commissions"
      title={words.earningsTitle}
      context={words.earningsHint}
      action={choice}
      above={<Balances />}
      columns={columns}
      rowKey={(row) => row.id}
      rows={mine.rows}
      busy={mine.busy}
      problem={mine.problem}
      onRetry={mine.onRetry}
      onMore={mine.onMore}
      empty={{ title: words.noCommissions, hint: words.noCommissionsHint, action: toOffers }}
    />
  );
}
