import { Link } from "@tanstack/react-router";
import { Alert, Button, Modal } from "antd";
import { useState } from "react";
import type { AnswerOf } from "../../../kit/api.ts";
import { Icon, type IconName } from "../../../kit/icon.tsx";
import { serverNow } from "../../../kit/server-clock.ts";
import { Skeleton } from "../../../kit/skeleton.tsx";
import { useQueryOf } from "../../../kit/use-api.ts";
import { useWords } from "../../../kit/words.ts";
import { useDeed } from "../../parts/use-deed.ts";
import { type MyShop, useShop } from "../../parts/use-shop.ts";
import { PageHead } from "../../studio/parts/page-head.tsx";
import page from "../../studio/parts/page.module.css";
import { Deposit } from "../opening/progress.tsx";
import { MoneyCards } from "../money/money-cards.tsx";
import { ShopCardFacts } from "./shop-facts.tsx";
import styles from "./today.module.css";

const WEEK_MS = 7 * 86_400_000;

/** The shop's day: what waits to be done, the money, and the shop's own state. */
export function Today({ shop }: { shop: MyShop }) {
  const words = useWords("seller");
  const { may } = useShop();
  const fresh = shop.openedAt !== null && serverNow() - Date.parse(shop.openedAt) < WEEK_MS;
  return (
    <section className={page.stack}>
      <PageHead title={shop.name} hint={words.todayHint}>
        {shop.state === "open" ? <Pause shop={shop} /> : null}
        {may("products.write") ? (
          <Link to="/seller/products/new">
            <Button type="primary" size="large">
              {words.newProduct}
            </Button>
          </Link>
        ) : null}
      </PageHead>
      {fresh && shop.state === "open" ? (
        <Alert type="success" showIcon closable title={words.opened} description={words.openedHint} />
      ) : null}
      {shop.state === "open" ? null : <Pause shop={shop} />}
      <Todo shop={shop} />
      {may("shop.money") && shop.depositFen < shop.depositNeedFen ? <Deposit shop={shop} /> : null}
      {may("shop.money") ? <MoneyCards shopId={shop.id} /> : null}
      <ShopCardFacts shop={shop} />
    </section>
  );
}

function Pause({ shop }: { shop: MyShop }) {
  const words = useWords("seller");
  const { may } = useShop();
  const [asked, setAsked] = useState(false);
  const pause = useDeed("pauseShop", { done: words.saved, refresh: ["listMyShops"], onDone: () => setAsked(false) });
  const paused = shop.state === "paused";
  if (!paused && shop.state !== "open") return <Alert type="warning" showIcon title={words.limitedHint} />;
  if (!may("shop.manage")) return null;
  const change = () => pause.mutate({ shopId: shop.id, paused: !paused });
  if (paused) {
    const resume = (
      <Button size="large" loading={pause.isPending} onClick={change}>
        {words.resume}
      </Button>
    );
    return <Alert type="warning" showIcon title={words.pausedTitle} description={words.pausedHint} action={resume} />;
  }
  return (
    <>
      <Button size="large" onClick={() => setAsked(true)}>
        {words.pause}
      </Button>
      <Modal
        open={asked}
        title={words.pauseAsk}
        okText={words.pause}
        okButtonProps={{ danger: true, loading: pause.isPending }}
        onCancel={() => setAsked(false)}
        onOk={change}
      >
        {words.pausedHint}
      </Modal>
    </>
  );
}

/** A refused one is open still, and waits for its buyer. */
const mine = (list: AnswerOf<"listShopCases"> | undefined): Counted =>
  list && { ...list, items: list.items.filter(({ nextActor }) => nextActor === "shop") };

type Counted = { items: unknown[]; nextCursor: string | null } | undefined;
const counted = (list: Counted): string | null => (list ? `${list.items.length}${list.nextCursor ? "+" : ""}` : null);

function Todo({ shop }: { shop: MyShop }) {
  const words = useWords("seller");
  const often = { refetchInterval: 30_000 };
  const shopId = shop.id;
  const toShip = useQueryOf("listShopOrders", { shopId, state: "to_ship", limit: 99 }, often);
  const part = useQueryOf("listShopOrders", { shopId, state: "partly_shipped", limit: 99 }, often);
  const cases = useQueryOf("listShopCases", { shopId, open: "true", limit: 99 }, often);
  const auditing = useQueryOf("listShopProducts", { shopId, editStatus: "auditing", limit: 99 }, often);
  const failed = useQueryOf("listShopProducts", { shopId, editStatus: "failed", limit: 99 }, often);
  const { todo } = words;
  return (
    <section aria-label={todo.title} className={page.card}>
      <h2>{todo.title}</h2>
      <ul className={styles.todo}>
        <Door
          to="/seller/orders"
          search={{ state: "to_ship" }}
          icon="truck"
          name={todo.toShip}
          n={counted(toShip.data)}
        />
        <Door
          to="/seller/orders"
          search={{ state: "partly_shipped" }}
          icon="box"
          name={todo.partly}
          n={counted(part.data)}
        />
        <Door
          to="/seller/cases"
          search={{ open: "true" }}
          icon="refresh"
          name={todo.cases}
          n={counted(mine(cases.data))}
        />
        <Door
          to="/seller/products"
          search={{ editStatus: "auditing" }}
          icon="clock"
          name={todo.auditing}
          n={counted(auditing.data)}
        />
        <Door
          to="/seller/products"
          search={{ editStatus: "failed" }}
          icon="alert"
          name={todo.failed}
          n={counted(failed.data)}
        />
      </ul>
    </section>
  );
}

type DoorProps = { to: string; search: object; icon: IconName; name: string; n: string | null };

const Door = ({ to, search, icon, name, n }: DoorProps) => (
  <li>
    <Link to={to} search={search as never} className={n !== null && n !== "0" ? styles.waiting : styles.door}>
      <Icon name={icon} size={22} />
      <span>{name}</span>
      <b>{n ?? <Skeleton width={32} height={28} />}</b>
    </Link>
  </li>
);
