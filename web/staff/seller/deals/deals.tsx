import { useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useEffect, useState } from "react";
import { type DealState, dealStates } from "#contract/states/deal";
import { useWords } from "../../../kit/words.ts";
import { isOpen } from "../../deals/deal-state.tsx";
import { PlanDialog } from "../../deals/plan-dialog.tsx";
import { DataPage, useFilters } from "../../parts/data-page.tsx";
import type { Filter } from "../../parts/filters.tsx";
import { useDeed } from "../../parts/use-deed.ts";
import { usePages } from "../../parts/use-pages.ts";
import { type MyShop, useShop } from "../../parts/use-shop.ts";
import { NeedsShop } from "../parts/needs-shop.tsx";
import { useDealColumns } from "./deal-columns.tsx";

export default function Deals() {
  return <NeedsShop may="products.read">{(shop) => <List shop={shop} />}</NeedsShop>;
}

const lookEveryMs = 5_000;

function useDealFilters(): Filter[] {
  const words = useWords("deals");
  const options = dealStates.map((value) => ({ value, label: words.states[value] }));
  return [{ name: "state", label: words.state, kind: "choice", options }];
}

/** What runs changes by the second, and what is planned begins by itself: the list is read again meanwhile. */
function useLooking(open: boolean): void {
  const client = useQueryClient();
  useEffect(() => {
    if (!open) return;
    const timer = setInterval(() => void client.invalidateQueries({ queryKey: ["listShopDeals"] }), lookEveryMs);
    return () => clearInterval(timer);
  }, [open, client]);
}

function List({ shop }: { shop: MyShop }) {
  const words = useWords("deals");
  const { may } = useShop();
  const [planning, setPlanning] = useState(false);
  const filters = useDealFilters();
  const [{ state }] = useFilters(filters);
  const known = dealStates.find((one) => one === state);
  const {
    rows,
    first: _,
    problem,
    busy,
    ...pages
  } = usePages("listShopDeals", { shopId: shop.id, limit: 50, ...(known ? { state: known as DealState } : {}) });
  useLooking(rows?.some(isOpen) ?? false);
  const add = may("deals.write") ? (
    <Button type="primary" size="large" onClick={() => setPlanning(true)}>
      {words.new}
    </Button>
  ) : null;
  return (
    <>
      <DataPage
        page="shop-deals"
        title={words.title}
        context={shop.name}
        action={add}
        filters={filters}
        columns={useDealColumns(shop.id, may("deals.write"))}
        rowKey={(row) => row.id}
        rows={rows}
        problem={problem}
        busy={busy && rows === undefined}
        {...pages}
        empty={{ title: words.none, hint: words.noneHint, action: add }}
      />
      {planning ? <Planner shop={shop} onClose={() => setPlanning(false)} /> : null}
    </>
  );
}

function Planner({ shop, onClose }: { shop: MyShop; onClose: () => void }) {
  const words = useWords("deals");
  const { rows } = usePages("listShopProducts", { shopId: shop.id, limit: 100, status: "on" });
  const plan = useDeed("planDeal", {
    done: words.planned,
    refresh: ["listShopDeals"],
    onDone: onClose,
    onProblem: () => true,
  });
  const products = (rows ?? []).map(({ id, titleZh, draft }) => ({ id, titleZh, titleEn: draft?.title.en ?? "" }));
  return (
    <PlanDialog
      open
      isRoom={false}
      products={products}
      busy={plan.isPending}
      problem={plan.error}
      onPlan={(wish) => plan.mutate({ shopId: shop.id, roomId: null, ...wish })}
      onClose={onClose}
    />
  );
}
