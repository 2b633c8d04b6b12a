import { BagCard, type CardProduct } from "../../kit/product-card.tsx";
import { type Deal, takenShare } from "../../kit/deals.ts";
import { useWords } from "../../kit/words.ts";
import { DropButton } from "./drop-button.tsx";
import { useStage } from "./use-stage.ts";

type Props = {
  card: CardProduct;
  deal: Deal;
  number: number;
  isNow: boolean;
  isBusy: boolean;
  onOpen: () => void;
  onDrop: (deal: Deal) => void;
};

const worthSaying = 0.05;

/** A row of the bag whose product has a drop: its price, its pieces, its deed. */
export default function BagDrop({ card, deal, number, isNow, isBusy, onOpen, onDrop }: Props) {
  const words = useWords("drop");
  const stage = useStage(deal);
  const soon = stage === "soon";
  const share = takenShare(deal);
  const product: CardProduct = {
    ...card,
    // Until it starts the row asks the ordinary price: that is what one pays now.
    ...(soon ? {} : { priceFen: deal.priceFen, wasFen: deal.listFen }),
    badge: words.tag,
    tags: [words.perBuyer(deal.perBuyer), ...(card.tags ?? [])],
  };
  return (
    <BagCard
      product={product}
      number={number}
      explaining={isNow}
      grabbed={!soon && share >= worthSaying ? share : undefined}
      onOpen={onOpen}
      deed={<DropButton deal={deal} onOpen={onDrop} busy={isBusy} />}
    />
  );
}
