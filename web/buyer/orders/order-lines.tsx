import { money } from "../../kit/format.ts";
import { RowCard } from "../../kit/product-card.tsx";
import { Tag } from "../../kit/tag.tsx";
import { useWords } from "../../kit/words.ts";
import { useTitle, useTongue } from "../buy/tongue.ts";
import type { OrderCard } from "./order-deeds.ts";

/** What was bought, as it was called and priced then. */
export function OrderLines({ lines, toProduct = false }: { lines: OrderCard["lines"]; toProduct?: boolean }) {
  const words = useWords("orders");
  const title = useTitle();
  const said = useTongue();
  return lines.map((line) => (
    <RowCard
      key={line.id}
      product={{ id: line.productId, title: title(line), picture: line.pictureUrl, priceFen: line.unitFen }}
      note={line.options.map(({ value }) => said(value)).join(" · ")}
      side={
        <span>
          {line.refundedFen > 0 ? <Tag tone="calm">{words.refunded(money(line.refundedFen))}</Tag> : null}
          {` ×${line.quantity}`}
        </span>
      }
      {...(toProduct ? { to: `/products/${line.productId}` } : {})}
    />
  ));
}
