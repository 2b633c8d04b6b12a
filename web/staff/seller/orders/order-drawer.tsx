import { Button, Drawer } from "antd";
import { useState } from "react";
import { ErrorState } from "../../../kit/error-state.tsx";
import { dateTimeZone } from "../../../kit/format.ts";
import { SkeletonRows } from "../../../kit/skeleton.tsx";
import { Steps } from "../../../kit/steps.tsx";
import { useCall, useQueryOf } from "../../../kit/use-api.ts";
import { useWords } from "../../../kit/words.ts";
import { ReasonDialog } from "../../parts/reason-dialog.tsx";
import { useSayProblem } from "../../parts/use-deed.ts";
import { useShop } from "../../parts/use-shop.ts";
import { OrderLines } from "./order-lines.tsx";
import { OrderStateTag, shippable, type ShopOrder, useSourceText } from "./order-state.tsx";
import styles from "./orders.module.css";
import { Parcels } from "./parcels.tsx";

type Props = {
  shopId: string;
  orderId: string | undefined;
  onClose: () => void;
  onShip: (order: ShopOrder) => void;
};

/** An order beside its list, named by `?order=`. */
export function OrderDrawer({ shopId, orderId, onClose, onShip }: Props) {
  const words = useWords("sales");
  return (
    <Drawer open={orderId !== undefined} onClose={onClose} title={words.orderTitle} size={640} destroyOnHidden>
      {orderId === undefined ? null : <Inside key={orderId} shopId={shopId} orderId={orderId} onShip={onShip} />}
    </Drawer>
  );
}

function Inside({ shopId, orderId, onShip }: { shopId: string; orderId: string; onShip: Props["onShip"] }) {
  const words = useWords("sales");
  const { may } = useShop();
  const { data: order, error, refetch } = useQueryOf("readShopOrder", { shopId, orderId });
  if (error && !order) return <ErrorState problem={error} onRetry={() => void refetch()} />;
  if (!order) return <SkeletonRows rows={5} />;
  return (
    <div className={styles.stack}>
      <div className={styles.top}>
        <span>
          <b>{order.id}</b> <OrderStateTag state={order.state} />
        </span>
        {shippable(order) && may("orders.ship") ? (
          <Button type="primary" size="large" onClick={() => onShip(order)}>
            {words.ship}
          </Button>
        ) : null}
      </div>
      <section>
        <h3>{words.goods}</h3>
        <OrderLines order={order} />
      </section>
      <Receiver shopId={shopId} order={order} />
      <Facts order={order} />
      <section>
        <h3>{words.parcels}</h3>
        <Parcels shopId={shopId} order={order} />
      </section>
      <History order={order} />
    </div>
  );
}

/** Masked until somebody says why they need to see it; what was shown goes with the drawer. */
function Receiver({ shopId, order }: { shopId: string; order: ShopOrder }) {
  const words = useWords("sales");
  const { may } = useShop();
  const sayProblem = useSayProblem();
  const [asked, setAsked] = useState(false);
  const reveal = useCall("revealReceiver", { onDone: () => setAsked(false), onProblem: sayProblem });
  const receiver = reveal.data ?? order.receiver;
  return (
    <section>
      <div className={styles.top}>
        <h3>{words.receiver}</h3>
        {reveal.data || !may("orders.ship") ? null : <Button onClick={() => setAsked(true)}>{words.reveal}</Button>}
      </div>
      <div className={styles.box} data-revealed={Boolean(reveal.data)}>
        <b>{receiver.name}</b> {receiver.phone}
        <br />
        {receiver.region} {receiver.street}
      </div>
      <ReasonDialog
        open={asked}
        title={words.revealTitle}
        hint={words.revealHint}
        label={words.revealReason}
        usual={words.revealUsual}
        confirmLabel={words.reveal}
        max={100}
        busy={reveal.isPending}
        onClose={() => setAsked(false)}
        onConfirm={(reason) => reveal.mutate({ shopId, orderId: order.id, reason })}
      />
    </section>
  );
}

function Facts({ order }: { order: ShopOrder }) {
  const words = useWords("sales");
  const sourceText = useSourceText();
  return (
    <dl className={styles.facts}>
      <dt>{words.buyer}</dt>
      <dd>{order.buyerName}</dd>
      <dt>{words.note}</dt>
      <dd>{order.note || <span className={styles.hint}>{words.noNote}</span>}</dd>
      <dt>{words.source}</dt>
      <dd>{sourceText(order.source)}</dd>
      {order.source.roomId ? (
        <>
          <dt>{words.room}</dt>
          <dd>
            <a href={`/rooms/${order.source.roomId}`} target="_blank" rel="noreferrer">
              {order.source.roomId}
            </a>
          </dd>
        </>
      ) : null}
      <dt>{words.placedAt}</dt>
      <dd>{dateTimeZone(order.placedAt)}</dd>
      {order.paidAt ? (
        <>
          <dt>{words.paidAt}</dt>
          <dd>{dateTimeZone(order.paidAt)}</dd>
        </>
      ) : null}
    </dl>
  );
}

function History({ order }: { order: ShopOrder }) {
  const words = useWords("sales");
  const steps = order.history.toReversed().map(({ state, byWhom, why, at }) => ({
    title: words.states[state],
    note: [words.byWhom[byWhom] ?? byWhom, words.whys[why]].filter(Boolean).join(" · "),
    time: dateTimeZone(at),
  }));
  return (
    <section>
      <h3>{words.history}</h3>
      <Steps steps={steps} now={0} newestFirst />
    </section>
  );
}
