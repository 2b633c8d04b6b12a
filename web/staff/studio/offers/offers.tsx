import { Button } from "antd";
import type { AnswerOf } from "../../../kit/api.ts";
import { Empty } from "../../../kit/empty.tsx";
import { ErrorState } from "../../../kit/error-state.tsx";
import { count, money, percent } from "../../../kit/format.ts";
import { Icon } from "../../../kit/icon.tsx";
import { Picture } from "../../../kit/picture.tsx";
import { useWords } from "../../../kit/words.ts";
import { useTitle } from "../../parts/tongue.ts";
import { useDeed } from "../../parts/use-deed.ts";
import { usePages } from "../../parts/use-pages.ts";
import { WaitingCards } from "../../parts/waiting.tsx";
import { NeedsCreator } from "../parts/needs-creator.tsx";
import { PageHead } from "../parts/page-head.tsx";
import page from "../parts/page.module.css";
import styles from "./offers.module.css";

export type Offer = AnswerOf<"listOffers">["items"][number];

export default function Offers() {
  const words = useWords("studio");
  return (
    <section>
      <PageHead title={words.offersTitle} hint={words.offersHint} />
      <NeedsCreator>
        <OfferGrid />
      </NeedsCreator>
    </section>
  );
}

function OfferGrid() {
  const words = useWords("studio");
  const kit = useWords("kit");
  const offers = usePages("listOffers", { limit: 24 });
  if (offers.problem && !offers.rows) return <ErrorState problem={offers.problem} onRetry={offers.onRetry} />;
  if (!offers.rows) return <WaitingCards cards={8} grid={styles.grid} ratio="1" />;
  if (offers.rows.length === 0) return <Empty icon="search" title={words.noOffers} hint={words.noOffersHint} />;
  return (
    <>
      <ul className={styles.grid}>
        {offers.rows.map((offer) => (
          <OfferCard key={offer.id} offer={offer} />
        ))}
      </ul>
      {offers.onMore ? (
        <div className={page.more}>
          <Button onClick={offers.onMore} loading={offers.busy}>
            {kit.more}
          </Button>
        </div>
      ) : null}
    </>
  );
}

function OfferCard({ offer }: { offer: Offer }) {
  const words = useWords("studio");
  const title = useTitle()(offer);
  const add = useDeed("addToShowcase", { done: words.added, refresh: ["listOffers", "readShowcase"] });
  const earns = money(offer.commissionFen);
  return (
    <li className={styles.card} aria-label={title}>
      <Picture src={offer.pictureUrl} alt={title} />
      <div className={styles.body}>
        <p className={styles.title}>{title}</p>
        <p className={styles.shop}>{offer.shopName}</p>
        <p className={styles.price}>
          <b>{money(offer.priceMinFen)}</b>
          <span>{offer.available > 0 ? words.stock(count(offer.available)) : words.soldOut}</span>
        </p>
        <p className={styles.earn}>
          <span>{words.commissionRate(percent(offer.commissionBp / 10_000, 2))}</span>
          <b>{offer.priceMaxFen > offer.priceMinFen ? words.earnFrom(earns) : words.earnEach(earns)}</b>
        </p>
        {offer.inShowcase ? (
          <span className={styles.taken}>
            <Icon name="check" size={18} weight={2.2} />
            {words.inShowcase}
          </span>
        ) : (
          <Button type="primary" block loading={add.isPending} onClick={() => add.mutate({ productId: offer.id })}>
            {words.add}
          </Button>
        )}
      </div>
    </li>
  );
}
