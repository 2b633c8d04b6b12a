import { Button } from "../../kit/button.tsx";
import { money } from "../../kit/format.ts";
import { NoticeBar } from "../../kit/notice-bar.tsx";
import { useRefusalText } from "../../kit/refusal-text.ts";
import { useWords } from "../../kit/words.ts";
import type { Fault } from "./checkout-lines.ts";
import { AtList, DropFault, RealNameFault } from "./drop-fault.tsx";
import type { Checkout } from "./use-checkout.ts";

/** What changed under the buyer's hands, said where it matters, with the way on. */
export function CheckoutFault({ fault, checkout }: { fault: Fault; checkout: Checkout }) {
  const words = useWords("buy");
  const kit = useWords("kit");
  const other = useRefusalText(fault.kind === "other" ? fault.problem : undefined);
  if (fault.kind === "price")
    return <NoticeBar icon="info">{words.priceChanged(money(fault.beforeFen), money(fault.nowFen))}</NoticeBar>;
  if (fault.kind === "drop") return <DropFault code={fault.code} checkout={checkout} />;
  if (fault.kind === "realName") return <RealNameFault checkout={checkout} />;
  if (fault.kind === "busy") return <NoticeBar icon="clock">{words.queueLong(fault.ahead)}</NoticeBar>;
  if (fault.kind === "limit")
    return (
      <NoticeBar tone="bad" icon="alert" action={fault.ofDrop ? <AtList checkout={checkout} /> : null}>
        {words.limitOver(fault.limit, fault.bought)}
      </NoticeBar>
    );
  if (fault.kind === "stock") {
    const take = (
      <Button size="small" look="outline" onClick={() => checkout.setQuantity(fault.skuId, fault.left)}>
        {words.stockTake(fault.left)}
      </Button>
    );
    return (
      <NoticeBar
        tone="bad"
        icon="alert"
        action={fault.left > 0 ? take : <Instead skuId={fault.skuId} checkout={checkout} />}
      >
        {fault.left > 0 ? words.stockShort(fault.left) : words.stockGone}
      </NoticeBar>
    );
  }
  const retry = (
    <Button size="small" look="outline" onClick={() => void checkout.quote.refetch()}>
      {kit.retry}
    </Button>
  );
  return (
    <NoticeBar tone="bad" icon="alert" action={checkout.quote.error ? retry : null}>
      {other}
    </NoticeBar>
  );
}

/** A drop's last piece went to somebody else: its waitlist, or the same at the ordinary price. */
function Instead({ skuId, checkout }: { skuId: string; checkout: Checkout }) {
  const words = useWords("drop");
  const { onLineAgain } = checkout.ways;
  if (!checkout.lines.some((line) => line.skuId === skuId && line.dealId)) return null;
  return onLineAgain ? (
    <Button size="small" look="outline" onClick={onLineAgain}>
      {words.wait}
    </Button>
  ) : (
    <AtList checkout={checkout} />
  );
}
