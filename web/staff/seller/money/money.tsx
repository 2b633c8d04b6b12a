import { Segmented } from "antd";
import { useSearchState } from "../../../kit/search-state.ts";
import { useWords } from "../../../kit/words.ts";
import { NeedsShop } from "../parts/needs-shop.tsx";
import page from "../../studio/parts/page.module.css";
import { Bills } from "./bills.tsx";
import { Lines } from "./lines.tsx";
import { MoneyCards } from "./money-cards.tsx";

type Tab = "lines" | "bills";
const tabOf = (search: Record<string, unknown>): { list: Tab } => ({
  list: search.list === "bills" ? "bills" : "lines",
});

/** What the shop earned, why, and what is still to come. */
export default function Money() {
  const words = useWords("statement");
  const [{ list }, setSearch] = useSearchState(tabOf);
  const choice = (
    <Segmented<Tab>
      size="large"
      value={list}
      options={[
        { value: "lines", label: words.tabs.lines },
        { value: "bills", label: words.tabs.bills },
      ]}
      onChange={(next) => setSearch({ list: next })}
    />
  );
  return (
    <NeedsShop may="shop.money">
      {(shop) => (
        <section className={page.stack} style={{ minWidth: 0 }}>
          <MoneyCards shopId={shop.id} />
          {list === "lines" ? <Lines shop={shop} choice={choice} /> : <Bills shop={shop} choice={choice} />}
        </section>
      )}
    </NeedsShop>
  );
}
