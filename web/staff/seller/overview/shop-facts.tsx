import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import { date, money, percent } from "../../../kit/format.ts";
import { useWords } from "../../../kit/words.ts";
import type { MyShop } from "../../parts/use-shop.ts";
import page from "../../studio/parts/page.module.css";
import { ShopStateTag } from "../parts/shop-state.tsx";
import styles from "./today.module.css";

export function ShopCardFacts({ shop }: { shop: MyShop }) {
  const words = useWords("seller");
  const facts = [
    [words.state, <ShopStateTag key="state" shop={shop} />],
    [words.fields.kind, words.kinds[shop.kind]],
    [words.openedOn, shop.openedAt ? date(shop.openedAt) : "—"],
    [words.tier, words.tiers[shop.tier] ?? shop.tier],
    [words.feeRate, percent(shop.feeBp / 10_000, 2)],
    [words.deposit, money(shop.depositFen)],
  ] as const;
  return (
    <section className={page.card} aria-label={words.shopFacts}>
      <div className={styles.between}>
        <h2>{words.shopFacts}</h2>
        <Link to="/seller/new">
          <Button type="text">{words.anotherShop}</Button>
        </Link>
      </div>
      <dl className={styles.facts}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
