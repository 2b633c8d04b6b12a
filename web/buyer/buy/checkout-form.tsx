import { Field } from "../../kit/field.tsx";
import { money } from "../../kit/format.ts";
import { Icon } from "../../kit/icon.tsx";
import { Skeleton, SkeletonRows } from "../../kit/skeleton.tsx";
import { useWords } from "../../kit/words.ts";
import { AddressCard } from "./address-card.tsx";
import styles from "./checkout.module.css";
import { CheckoutFault } from "./checkout-fault.tsx";
import { piecesOf, priceLines, type Quote } from "./checkout-lines.ts";
import { HeldBand } from "./held-band.tsx";
import { ShopGoods } from "./shop-goods.tsx";
import type { Checkout } from "./use-checkout.ts";

/** Everything to agree on before an order: where to, what, by which price. The same in a sheet and on a page. */
export function CheckoutForm({ checkout }: { checkout: Checkout }) {
  const words = useWords("buy");
  const quote = checkout.quote.data;
  return (
    <div className={styles.form}>
      {checkout.fault ? <CheckoutFault fault={checkout.fault} checkout={checkout} /> : null}
      <HeldBand lines={checkout.lines} fault={checkout.fault} />
      <AddressCard checkout={checkout} />
      {quote ? (
        <div className={checkout.ready ? styles.known : `${styles.known} ${styles.stale}`}>
          {quote.shops.map((shop) => (
            <ShopGoods key={shop.shopId} shop={shop} checkout={checkout} />
          ))}
        </div>
      ) : checkout.quote.error ? null : (
        <>
          <SkeletonRows rows={1} picture={88} />
          <Skeleton height={120} radius={14} />
        </>
      )}
      <section className={styles.card}>
        <Field
          label={words.note}
          value={checkout.note}
          maxLength={200}
          placeholder={words.notePlaceholder}
          onChange={(event) => checkout.setNote(event.target.value)}
        />
      </section>
      {quote ? <PriceLines quote={quote} addressed={checkout.address !== undefined} ready={checkout.ready} /> : null}
    </div>
  );
}

function PriceLines({ quote, addressed, ready }: { quote: Quote; addressed: boolean; ready: boolean }) {
  const words = useWords("buy");
  const label = { goods: () => words.goodsTotal, freight: () => words.freight, coupon: words.shopCoupon };
  return (
    <section className={styles.card}>
      <h2 className={styles.heading}>
        <Icon name="orders" size={18} />
        {words.priceLines}
        <small>{words.pieces(piecesOf(quote.shops))}</small>
      </h2>
      <dl className={ready ? styles.sums : `${styles.sums} ${styles.stale}`}>
        {priceLines(quote).map(({ key, kind, shopName, fen }) => (
          <div key={key}>
            <dt>{label[kind](shopName)}</dt>
            <dd className={kind === "coupon" ? styles.off : ""}>
              {kind === "freight" && fen === 0 ? (addressed ? words.freightFree : words.freightUnknown) : money(fen)}
            </dd>
          </div>
        ))}
        <div className={styles.sum}>
          <dt>{words.total}</dt>
          <dd>{money(quote.payableFen)}</dd>
        </div>
      </dl>
    </section>
  );
}
