import { Empty } from "../../../kit/empty.tsx";
import { ErrorState } from "../../../kit/error-state.tsx";
import { InfiniteList } from "../../../kit/infinite-list.tsx";
import { useSearchState } from "../../../kit/search-state.ts";
import { Skeleton } from "../../../kit/skeleton.tsx";
import { Tabs } from "../../../kit/tabs.tsx";
import { useQueryOf } from "../../../kit/use-api.ts";
import { usePagesOf } from "../../../kit/use-pages.ts";
import { useWords } from "../../../kit/words.ts";
import { OrderRow } from "../../orders/order-row.tsx";
import rows from "../../orders/order.module.css";
import { ButtonLink } from "../../parts/button-link.tsx";
import { SignedIn } from "../../parts/signed-in.tsx";
import styles from "./orders.module.css";

const tabs = ["all", "to_pay", "to_ship", "to_receive", "done"] as const;
type Tab = (typeof tabs)[number];
const parse = (search: Record<string, unknown>): { tab: Tab } => ({
  tab: tabs.find((tab) => tab === search["tab"]) ?? "all",
});

/** My orders by where they stand; the badges count what waits for somebody. */
export default function Orders() {
  const words = useWords("orders");
  return (
    <div className={styles.screen}>
      <header className={styles.head}>
        <h1>{words.title}</h1>
        <ButtonLink to="/cases" look="quiet" size="small">
          {words.cases}
        </ButtonLink>
      </header>
      <SignedIn title={words.signIn} hint={words.signInHint} waiting={<Waiting />}>
        {() => <Tabbed />}
      </SignedIn>
    </div>
  );
}

function Tabbed() {
  const words = useWords("orders");
  const [{ tab }, setSearch] = useSearchState(parse);
  const counts = useQueryOf("listMyOrders", { tab: "all", limit: 1 }).data?.counts;
  const badges: Record<Tab, number | undefined> = {
    all: undefined,
    to_pay: counts?.toPay,
    to_ship: counts?.toShip,
    to_receive: counts?.toReceive,
    done: undefined,
  };
  return (
    <>
      <div className={styles.tabs}>
        <Tabs
          label={words.title}
          value={tab}
          onChange={(next) => setSearch({ tab: next as Tab })}
          items={tabs.map((value) => ({ value, label: words.tabs[value], badge: badges[value] }))}
        />
      </div>
      <List key={tab} tab={tab} />
    </>
  );
}

function List({ tab }: { tab: Tab }) {
  const words = useWords("orders");
  const { items, problem, more, busy, onMore, again } = usePagesOf("listMyOrders", { tab });
  if (!items) return problem ? <ErrorState problem={problem} onRetry={() => void again()} /> : <Waiting />;
  if (items.length === 0)
    return (
      <Empty
        icon="orders"
        title={tab === "all" ? words.empty : words.emptyTab}
        hint={words.emptyHint}
        action={<ButtonLink to="/">{words.toHome}</ButtonLink>}
      />
    );
  return (
    <div className={styles.body}>
      <InfiniteList more={more} busy={busy} problem={problem} onMore={onMore}>
        <div className={rows.list}>
          {items.map((order) => (
            <OrderRow key={order.id} order={order} onEnd={() => void again()} />
          ))}
        </div>
      </InfiniteList>
    </div>
  );
}

const Waiting = () => (
  <div className={`${styles.body} ${rows.list}`} aria-busy>
    {[0, 1, 2].map((index) => (
      <Skeleton key={index} height={216} radius={14} />
    ))}
  </div>
);
