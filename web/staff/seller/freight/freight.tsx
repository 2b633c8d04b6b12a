import { Button } from "antd";
import { useState } from "react";
import type { AnswerOf } from "../../../kit/api.ts";
import { money } from "../../../kit/format.ts";
import { Tag } from "../../../kit/tag.tsx";
import { useQueryOf } from "../../../kit/use-api.ts";
import { useWords } from "../../../kit/words.ts";
import type { DataColumn } from "../../parts/data-columns.tsx";
import { DataPage } from "../../parts/data-page.tsx";
import { type MyShop, useShop } from "../../parts/use-shop.ts";
import { NeedsShop } from "../parts/needs-shop.tsx";
import { FreightDrawer } from "./freight-drawer.tsx";

type Template = AnswerOf<"listTemplates">["items"][number];

export default function Freight() {
  return <NeedsShop may="products.read">{(shop) => <List shop={shop} />}</NeedsShop>;
}

function List({ shop }: { shop: MyShop }) {
  const words = useWords("goods");
  const { may } = useShop();
  const [adding, setAdding] = useState(false);
  const { data, error, refetch, isFetching } = useQueryOf("listTemplates", { shopId: shop.id });
  const columns: DataColumn<Template>[] = [
    { key: "name", title: words.templateName, text: (row) => row.name },
    {
      key: "kind",
      title: words.templateKind,
      csv: (row) => words.templateKinds[row.kind],
      render: (row) => <Tag tone={row.kind === "free" ? "good" : "plain"}>{words.templateKinds[row.kind]}</Tag>,
    },
    {
      key: "rule",
      title: words.templateRule,
      text: ({ kind, rules }) =>
        kind === "free"
          ? words.freeAlways
          : words.chargedBy(
              rules.firstPieces,
              money(rules.firstFen),
              rules.furtherPieces,
              money(rules.furtherFen),
              rules.freeFromFen === null ? null : money(rules.freeFromFen),
            ),
    },
    { key: "noShip", title: words.noShip, text: ({ rules }) => words.provinces(rules.noShip.length) },
  ];
  const add = may("products.write") ? (
    <Button type="primary" size="large" onClick={() => setAdding(true)}>
      {words.newTemplate}
    </Button>
  ) : null;
  return (
    <>
      <DataPage
        page="freight-templates"
        title={words.templates}
        context={`${shop.name} · ${words.templatesHint}`}
        action={add}
        columns={columns}
        rowKey={(row) => row.id}
        rows={data?.items}
        busy={isFetching}
        problem={error}
        onRetry={() => void refetch()}
        empty={{ title: words.noTemplates, hint: words.noTemplatesHint, action: add }}
      />
      <FreightDrawer shopId={shop.id} open={adding} onClose={() => setAdding(false)} />
    </>
  );
}
