import { Button } from "../../kit/button.tsx";
import { NoticeBar } from "../../kit/notice-bar.tsx";
import { useWords } from "../../kit/words.ts";
import { ButtonLink } from "../parts/button-link.tsx";
import type { DropCode } from "./checkout-lines.ts";
import type { Checkout } from "./use-checkout.ts";

type Props = { checkout: Checkout };

/** The same goods at the price they have without the drop: a deed of the buyer, never silent. */
export function AtList({ checkout }: Props) {
  const words = useWords("drop");
  return (
    <Button size="small" look="outline" onClick={checkout.dropDeal}>
      {words.atList}
    </Button>
  );
}

/** What of the drop does not hold any more, and the two ways on: the line again, or another price. */
export function DropFault({ code, checkout }: Props & { code: DropCode }) {
  const words = useWords("drop");
  const kit = useWords("kit");
  const { onLineAgain } = checkout.ways;
  const passGone = code === "promotions.token_invalid" || code === "promotions.token_needed";
  const texts: Record<DropCode, string> = {
    "promotions.deal_not_running": words.dealOver,
    "promotions.token_needed": words.passGone,
    "promotions.token_invalid": words.passGone,
    "promotions.price_hidden": words.priceHidden,
    "promotions.other_room": words.otherRoom,
    "inventory.offer_gone": words.offerGone,
  };
  const retry = code === "promotions.price_hidden" ? () => void checkout.quote.refetch() : undefined;
  const again = passGone ? onLineAgain : retry;
  return (
    <NoticeBar
      tone="bad"
      icon="alert"
      action={
        again ? (
          <Button size="small" look="outline" onClick={again}>
            {passGone ? words.lineAgain : kit.retry}
          </Button>
        ) : (
          <AtList checkout={checkout} />
        )
      }
    >
      {texts[code]}
    </NoticeBar>
  );
}

export function RealNameFault({ checkout }: Props) {
  const words = useWords("drop");
  const link = (
    <ButtonLink to="/me/real-name" size="small" look="outline" onClick={checkout.ways.onLeave}>
      {words.toRealName}
    </ButtonLink>
  );
  return (
    <NoticeBar tone="bad" icon="shield" action={link}>
      {words.realName}
    </NoticeBar>
  );
}
