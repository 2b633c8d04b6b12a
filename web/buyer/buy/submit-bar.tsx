import { Button } from "../../kit/button.tsx";
import { money } from "../../kit/format.ts";
import { Price } from "../../kit/price.tsx";
import { useWords } from "../../kit/words.ts";
import styles from "./checkout.module.css";
import type { Checkout } from "./use-checkout.ts";

/** The sum and the one deed. While a new sum is on its way nothing can be agreed to. */
export function SubmitBar({ checkout }: { checkout: Checkout }) {
  const words = useWords("buy");
  const quote = checkout.quote.data;
  const saved = quote?.shops.reduce((sum, shop) => sum + shop.discountFen, 0) ?? 0;
  const addressed = checkout.address !== undefined;
  return (
    <div className={styles.bar}>
      <div className={styles.barSum}>
        <span>
          {words.total} {quote ? <Price fen={quote.payableFen} size="large" /> : null}
        </span>
        {saved > 0 ? <small>{words.saved(money(saved))}</small> : null}
      </div>
      <Button
        size="large"
        busy={checkout.busy}
        disabled={!addressed || !checkout.ready || checkout.quote.error !== null}
        onClick={checkout.submit}
      >
        {addressed || checkout.book.isPending ? words.submit : words.submitNeedsAddress}
      </Button>
    </div>
  );
}
