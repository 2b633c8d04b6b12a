import { Button } from "../../kit/button.tsx";
import type { Deal } from "../../kit/deals.ts";
import { useWords } from "../../kit/words.ts";
import type { ProductPage } from "../buy/sku-groups.ts";
import { ButtonLink } from "../parts/button-link.tsx";
import { Bar } from "../screens/product/buy-bar.tsx";
import styles from "./band.module.css";
import { DropButton } from "./drop-button.tsx";

type Props = {
  product: ProductPage;
  deal: Deal;
  /** The room one came from: its drops can be had from here. */
  here?: string | undefined;
  onBuy: () => void;
  onDrop: (deal: Deal) => void;
};

/** The bar of a product with a drop: the ordinary way beside it, as long as there is one. */
export default function DealBar({ product, deal, here, onBuy, onDrop }: Props) {
  const words = useWords("drop");
  const shop = useWords("product");
  const elsewhere = deal.roomId !== null && deal.roomId !== here;
  const ordinary = product.isSellable && product.available > 0;
  return (
    <Bar product={product}>
      <div className={styles.bar}>
        {ordinary ? (
          <Button size="large" look="outline" wide onClick={onBuy}>
            {shop.buyNow}
          </Button>
        ) : null}
        {elsewhere ? (
          <ButtonLink to="/rooms/$roomId" params={{ roomId: deal.roomId ?? "" }} size="large" wide>
            {words.toRoom}
          </ButtonLink>
        ) : (
          <DropButton deal={deal} onOpen={onDrop} size="large" wide />
        )}
      </div>
    </Bar>
  );
}
