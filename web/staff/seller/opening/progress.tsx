import { Button } from "antd";
import { dateTimeZone, money } from "../../../kit/format.ts";
import { Picture } from "../../../kit/picture.tsx";
import { Price } from "../../../kit/price.tsx";
import { type Step, Steps } from "../../../kit/steps.tsx";
import { useQueryOf } from "../../../kit/use-api.ts";
import { useWords } from "../../../kit/words.ts";
import { useDeed } from "../../parts/use-deed.ts";
import { type MyShop, useShop } from "../../parts/use-shop.ts";
import { PageHead } from "../../studio/parts/page-head.tsx";
import page from "../../studio/parts/page.module.css";
import { ShopStateTag } from "../parts/shop-state.tsx";
import styles from "./opening.module.css";

const lacking = (shop: MyShop): number => Math.max(0, shop.depositNeedFen - shop.depositFen);

function useTimeline(shop: MyShop): { steps: Step[]; now: number } {
  const words = useWords("seller");
  const reviewed = shop.state === "waiting_provider";
  const paid = lacking(shop) === 0;
  const deposit = paid ? words.depositPaid(money(shop.depositFen)) : words.depositNeed(money(lacking(shop)));
  const steps = [
    { title: words.timeline.submitted, time: dateTimeZone(shop.createdAt) },
    { title: words.timeline.checking, note: reviewed ? words.timeline.approved : words.timeline.checkingHint },
    { title: words.timeline.deposit, note: deposit },
    { title: words.timeline.open, note: words.timeline.openHint },
  ];
  return { steps, now: !reviewed ? 1 : paid ? 3 : 2 };
}

/** An application on its way: what has been, what is next and by whom. Looks again by itself. */
export function Progress({ shop }: { shop: MyShop }) {
  const words = useWords("seller");
  useQueryOf("listMyShops", {}, { refetchInterval: 4000 });
  const timeline = useTimeline(shop);
  return (
    <section>
      <PageHead title={shop.name} hint={words.progressHint} />
      <div className={`${page.stack} ${styles.column}`}>
        <div className={`${page.card} ${styles.progress}`}>
          <div>
            <Steps {...timeline} />
          </div>
          <div className={page.stack}>
            {lacking(shop) > 0 ? <Deposit shop={shop} /> : null}
            <Facts shop={shop} />
          </div>
        </div>
      </div>
    </section>
  );
}

/** Goes to the provider's page in this tab; the provider leads back to this shop. */
export function Deposit({ shop }: { shop: MyShop }) {
  const words = useWords("seller");
  const { may } = useShop();
  const pay = useDeed("payDeposit", { onDone: ({ payUrl }) => location.assign(payUrl) });
  return (
    <div className={styles.deposit}>
      <b>{words.depositTitle}</b>
      <p>{words.depositHint}</p>
      <Price fen={lacking(shop)} size="large" />
      <p>
        <Button
          type="primary"
          size="large"
          disabled={!may("shop.money")}
          loading={pay.isPending || pay.isSuccess}
          onClick={() => pay.mutate({ shopId: shop.id })}
        >
          {words.payDeposit}
        </Button>
      </p>
    </div>
  );
}

function Facts({ shop }: { shop: MyShop }) {
  const words = useWords("seller");
  return (
    <div>
      <b>{words.application}</b>
      <dl className={styles.facts}>
        <dt>{words.state}</dt>
        <dd>
          <ShopStateTag shop={shop} />
        </dd>
        <dt>{words.fields.kind}</dt>
        <dd>{words.kinds[shop.kind]}</dd>
        {shop.licenceNumber ? (
          <>
            <dt>{words.fields.licenceNumber}</dt>
            <dd>{shop.licenceNumber}</dd>
          </>
        ) : null}
        {shop.licenceUrl ? (
          <>
            <dt>{words.fields.licenceUploadId}</dt>
            <dd className={styles.licence}>
              <Picture src={shop.licenceUrl} alt={words.fields.licenceUploadId ?? ""} ratio="4/3" radius={10} />
            </dd>
          </>
        ) : null}
      </dl>
    </div>
  );
}
