import { Button } from "../../kit/button.tsx";
import { ErrorState } from "../../kit/error-state.tsx";
import { Skeleton, SkeletonRows } from "../../kit/skeleton.tsx";
import { type Choice, chosenSku, missingGroup } from "../../kit/sku-choice.ts";
import { SkuPicker } from "../../kit/sku-picker.tsx";
import { toast } from "../../kit/toast.tsx";
import { useQueryOf } from "../../kit/use-api.ts";
import { useWords } from "../../kit/words.ts";
import { firstChoice, pickable, type ProductPage, skuGroups } from "./sku-groups.ts";
import { WaitFoot } from "../drop/wait-foot.tsx";
import { StepFrame } from "./step-frame.tsx";
import { useTongue } from "./tongue.ts";

export type Picked = { choice?: Choice; quantity: number };
type Props = {
  productId: string;
  picked: Picked;
  onPick: (picked: Picked) => void;
  onBuy: (skuId: string, quantity: number) => void;
  signedIn: () => Promise<boolean>;
  onLeave: () => void;
};

export function OptionsStep(props: Props) {
  const product = useQueryOf("readProduct", { productId: props.productId });
  if (product.error && !product.data)
    return <ErrorState problem={product.error} onRetry={() => void product.refetch()} />;
  if (!product.data)
    return (
      <StepFrame foot={<Skeleton height={50} radius={25} />}>
        <SkeletonRows rows={1} picture={96} />
        <Skeleton height={120} />
      </StepFrame>
    );
  return <Options {...props} product={product.data} />;
}

function Options({ product, picked, onPick, onBuy, signedIn, onLeave }: Props & { product: ProductPage }) {
  const words = useWords("buy");
  const drop = useWords("drop");
  const kit = useWords("kit");
  const said = useTongue();
  const groups = skuGroups(product.skus, said);
  const skus = pickable(product.skus);
  const choice = picked.choice ?? firstChoice(groups);
  const sku = chosenSku(groups, skus, choice);
  const limit = product.skus.find((one) => one.id === sku?.id)?.perBuyerLimit ?? sharedLimit(product);
  const gone = skus.every((one) => one.stock <= 0);
  const buy = () => {
    const missing = missingGroup(groups, choice);
    if (missing) toast({ text: kit.choose(missing.name) });
    else if (sku) onBuy(sku.id, picked.quantity);
  };
  const change = (next: Choice, quantity: number) => {
    const found = product.skus.find((one) => one.id === chosenSku(groups, skus, next)?.id);
    const most = Math.min(found?.available ?? 99, found?.perBuyerLimit ?? 99);
    onPick({ choice: next, quantity: Math.max(1, Math.min(quantity, most)) });
  };
  return (
    <StepFrame
      foot={
        product.isSellable && sku && sku.stock <= 0 ? (
          <WaitFoot skuId={sku.id} signedIn={signedIn} onLeave={onLeave} />
        ) : (
          <Button wide size="large" disabled={!product.isSellable} onClick={buy}>
            {product.isSellable ? (gone ? drop.wait : words.buyNow) : words.notForSale}
          </Button>
        )
      }
    >
      <SkuPicker
        groups={groups}
        skus={skus}
        picture={product.pictureUrl}
        choice={choice}
        quantity={picked.quantity}
        goneToo={product.isSellable}
        {...(limit === null ? {} : { limit })}
        onChange={change}
      />
    </StepFrame>
  );
}

/** Before a SKU is chosen, a limit is shown only when it holds for all of them. */
function sharedLimit({ skus }: ProductPage): number | null {
  const first = skus[0]?.perBuyerLimit ?? null;
  return skus.every((sku) => sku.perBuyerLimit === first) ? first : null;
}
