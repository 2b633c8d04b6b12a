import { useState } from "react";
import { money } from "../../kit/format.ts";
import { Icon } from "../../kit/icon.tsx";
import { RowCard } from "../../kit/product-card.tsx";
import { Stepper } from "../../kit/stepper.tsx";
import { Tag } from "../../kit/tag.tsx";
import { useWords } from "../../kit/words.ts";
import { listUnitFen, mostOf, type QuoteLine, type ShopQuote } from "./checkout-lines.ts";
import styles from "./checkout.module.css";
import { CouponChooser } from "./coupon-chooser.tsx";
import { useTitle, useTongue } from "./tongue.ts";
import type { Checkout } from "./use-checkout.ts";

type Props = { shop: ShopQuote; checkout: Checkout };

/** One shop's part of the checkout: it becomes one order. */
export function ShopGoods({ shop, checkout }: Props) {
  const words = useWords("buy");
  const title = useTitle();
  const said = useTongue();
  return (
    <section className={styles.card}>
      <h2 className={styles.heading}>
        <Icon name="shop" size={18} />
        {shop.shopName}
      </h2>
      {shop.lines.map((line) => (
        <RowCard
          key={line.skuId}
          product={{
            id: line.productId,
            title: title(line),
            picture: line.pictureUrl,
            priceFen: line.unitFen,
            wasFen: listUnitFen(checkout.quote.data, line),
          }}
          note={<LineNote line={line} text={line.options.map(({ value }) => said(value)).join(" · ")} />}
          side={
            <Stepper
              value={line.quantity}
              max={mostOf(line, checkout.lines)}
              onChange={(quantity) => checkout.setQuantity(line.skuId, quantity)}
            />
          }
        />
      ))}
      <div className={styles.line}>
        <span>{words.delivery}</span>
        <span>
          {words.deliveryPromise(shop.promiseHours)}
          {checkout.address && shop.freightFen === 0 ? <Tag tone="good">{words.freightFree}</Tag> : null}
        </span>
      </div>
      <CouponLine shop={shop} checkout={checkout} />
    </section>
  );
}

/** The price of a drop says so. */
function LineNote({ line, text }: { line: QuoteLine; text: string }) {
  const words = useWords("drop");
  if (line.dealId === null) return text;
  return (
    <span className={styles.dropNote}>
      <Tag tone="solid">{words.priceTag}</Tag>
      {text}
    </span>
  );
}

function CouponLine({ shop, checkout }: Props) {
  const words = useWords("buy");
  const [open, setOpen] = useState(false);
  const automatic = checkout.choice[shop.shopId] === undefined;
  return (
    <>
      <button type="button" className={styles.line} aria-haspopup="dialog" onClick={() => setOpen(true)}>
        <span>{words.coupon}</span>
        <span>
          {shop.coupon ? (
            <>
              {automatic ? <Tag tone="brand">{words.couponBest}</Tag> : null}
              <b className={styles.off}>{money(-shop.coupon.offFen)}</b>
            </>
          ) : checkout.choice[shop.shopId] === "none" ? (
            words.couponUnused
          ) : (
            words.couponNone
          )}
          <Icon name="next" size={14} />
        </span>
      </button>
      <CouponChooser open={open} onClose={() => setOpen(false)} shop={shop} checkout={checkout} />
    </>
  );
}
