import type { ReactNode } from "react";
import { useWords } from "../../../kit/words.ts";
import { DataPage } from "../../parts/data-page.tsx";
import { useFlowColumns } from "../../parts/flow-columns.tsx";
import { usePages } from "../../parts/use-pages.ts";
import type { MyShop } from "../../parts/use-shop.ts";

export function Lines({ shop, choice }: { shop: MyShop; choice: ReactNode }) {
  const words = useWords("statement");
  const { rows, first: _, problem, ...pages } = usePages("readShopStatement", { shopId: shop.id, limit: 50 });
  const columns = useFlowColumns(rows);
  return (
    <DataPage
      page="shop-statement"
      title={words.title}
      context={`${shop.name} · ${words.hint}`}
      action={choice}
      columns={columns}
      rowKey={(row) => row.id}
      rows={rows}
      problem={problem}
      {...pages}
      empty={{ title: words.noLines, hint: words.noLinesHint }}
    />
  );
}
