import { Button } from "antd";
import { useState } from "react";
import type { AnswerOf } from "../../../kit/api.ts";
import { relative } from "../../../kit/format.ts";
import { useLanguage } from "../../../kit/language.ts";
import { Picture } from "../../../kit/picture.tsx";
import { serverNow } from "../../../kit/server-clock.ts";
import { Tag } from "../../../kit/tag.tsx";
import { useWords } from "../../../kit/words.ts";
import type { DataColumn } from "../../parts/data-columns.tsx";
import { DataPage } from "../../parts/data-page.tsx";
import { usePages } from "../../parts/use-pages.ts";
import { NeedsPermission } from "../parts/needs-permission.tsx";
import styles from "../reviews/reviews.module.css";
import { AuditDrawer } from "./audit-drawer.tsx";
import { draftTitle } from "./draft-changes.ts";

export type Audited = AnswerOf<"listAudits">["items"][number];

export default function Audits() {
  return (
    <NeedsPermission may="products.audit">
      <List />
    </NeedsPermission>
  );
}

function List() {
  const words = useWords("console");
  const language = useLanguage();
  const [opened, setOpened] = useState<string | null>(null);
  const { rows, first: _, problem, ...pages } = usePages("listAudits", { limit: 50 });
  const columns: DataColumn<Audited>[] = [
    {
      key: "product",
      title: words.product,
      width: 340,
      csv: (row) => draftTitle(row, language),
      render: (row) => (
        <span className={styles.shop}>
          <Picture src={row.pictureUrls[0] ?? row.pictureUrl} alt="" radius={8} />
          <b>{draftTitle(row, language)}</b>
        </span>
      ),
    },
    { key: "shop", title: words.shop, text: (row) => row.shopName },
    {
      key: "kind",
      title: words.auditKind,
      csv: (row) => (row.version > 0 ? words.changed : words.fresh),
      render: (row) =>
        row.version > 0 ? <Tag tone="calm">{words.changed}</Tag> : <Tag tone="brand">{words.fresh}</Tag>,
    },
    { key: "skus", title: words.skuCount, text: (row) => row.draft?.skus.length ?? 0 },
    {
      key: "at",
      title: words.submittedAt,
      text: (row) => (row.submittedAt ? relative(row.submittedAt, serverNow()) : "—"),
    },
    {
      key: "deeds",
      title: words.deeds,
      fixed: "end",
      render: (row) => (
        <Button type="primary" onClick={() => setOpened(row.id)}>
          {words.review}
        </Button>
      ),
    },
  ];
  return (
    <>
      <DataPage
        page="product-audits"
        title={words.auditsTitle}
        context={words.auditsHint}
        columns={columns}
        rowKey={(row) => row.id}
        rows={rows}
        problem={problem}
        {...pages}
        empty={{ title: words.noAudits, hint: words.noAuditsHint }}
      />
      <AuditDrawer
        product={rows?.find((row) => row.id === opened)}
        onClose={() => setOpened(null)}
        onAgain={pages.onRetry}
      />
    </>
  );
}
