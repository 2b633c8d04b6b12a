import { Button } from "antd";
import { useState } from "react";
import { type OrderState, orderStates } from "#contract/states/order";
import { dateTimeZone } from "../../../kit/format.ts";
import { Picture } from "../../../kit/picture.tsx";
import { useWords } from "../../../kit/words.ts";
import type { DataColumn } from "../../parts/data-columns.tsx";
import { DataPage, useFilters } from "../../parts/data-page.tsx";
import type { Filter } from "../../parts/filters.tsx";
import { useTitle } from "../../parts/tongue.ts";
import { usePages } from "../../parts/use-pages.ts";
import { type MyShop, useShop } from "../../parts/use-shop.ts";
import { searchText, useSearchState } from "../../../kit/search-state.ts";
import { NeedsShop } from "../parts/needs-shop.tsx";
import { useOptionText } from "../parts/options.ts";
import { OrderDrawer } from "./order-drawer.tsx";
import { OrderStateTag, shippable, type ShopOrder, useSourceText } from "./order-state.tsx";
import styles from "./orders.module.css";
import { ShipDialog } from "./ship-dialog.tsx";

export default function Orders() {
  return <NeedsShop may="orders.read">{(shop) => <List shop={shop} />}</NeedsShop>;
}

const shown = orderStates.filter((state) => !["gift_unclaimed", "group_forming", "voucher"].includes(state));
const openedOf = (search: Record<string, unknown>): { order: string | undefined } => ({
  order: searchText(search.order),
});

function List({ shop }: { shop: MyShop }) {
  const words = useWords("sales");
  const filters: Filter[] = [
    {
      name: "state",
      label: words.state,
      kind: "choice",
      options: shown.map((value) => ({ value, label: words.states[value] })),
    },
  ];
  const [{ state }] = useFilters(filters);
  const [{ order }, setOpened] = useSearchState(openedOf);
  const [shipping, setShipping] = useState<ShopOrder | null>(null);
  const open = (id: string) => setOpened({ order: id });
  const {
    rows,
    first: _,
    problem,
    ...pages
  } = usePages("listShopOrders", {
    shopId: shop.id,
    limit: 50,
    ...(state ? { state: state as OrderState } : {}),
  });
  return (
    <>
      <DataPage
        page="shop-orders"
        title={words.ordersTitle}
        context={shop.name}
        filters={filters}
        columns={useColumns(open, setShipping)}
        rowKey={(row) => row.id}
        rows={rows}
        problem={problem}
        {...pages}
        empty={
          state
            ? { title: words.noMatch, hint: words.noMatchHint }
            : { title: words.noOrders, hint: words.noOrdersHint }
        }
      />
      <OrderDrawer
        shopId={shop.id}
        orderId={order}
        onClose={() => setOpened({ order: undefined })}
        onShip={setShipping}
      />
      {shipping ? <ShipDialog shopId={shop.id} order={shipping} onClose={() => setShipping(null)} /> : null}
    </>
  );
}

function Goods({ order }: { order: ShopOrder }) {
  const words = useWords("sales");
  const title = useTitle();
  const said = useOptionText();
  const [first] = order.lines;
  if (!first) return null;
  const pieces = order.lines.reduce((sum, { quantity }) => sum + quantity, 0);
  return (
    <span className={styles.goods}>
      <span>
        <Picture src={first.pictureUrl} alt="" radius={8} />
      </span>
      <span>
        <b title={title(first)}>{title(first)}</b>
        <small>
          {said(first.options)} ×{first.quantity}
          {order.lines.length > 1 ? ` · ${words.andMore(pieces)}` : ""}
        </small>
      </span>
    </span>
  );
}

function useColumns(open: (id: string) => void, ship: (order: ShopOrder) => void): DataColumn<ShopOrder>[] {
  const words = useWords("sales");
  const title = useTitle();
  const sourceText = useSourceText();
  const { may } = useShop();
  return [
    { key: "id", title: words.order, text: (row) => row.id },
    {
      key: "goods",
      title: words.goods,
      width: 300,
      csv: (row) => row.lines.map((line) => `${title(line)} ×${line.quantity}`).join("; "),
      render: (row) => <Goods order={row} />,
    },
    {
      key: "state",
      title: words.state,
      csv: (row) => words.states[row.state],
      render: (row) => <OrderStateTag state={row.state} />,
    },
    { key: "paid", title: words.paid, fen: (row) => row.payableFen },
    { key: "buyer", title: words.buyer, text: (row) => row.buyerName },
    {
      key: "receiver",
      title: words.receiver,
      csv: (row) => `${row.receiver.name} ${row.receiver.phone} ${row.receiver.region}`,
      render: (row) => (
        <span className={styles.receiver}>
          {row.receiver.name} {row.receiver.phone}
          <small>{row.receiver.region}</small>
        </span>
      ),
    },
    { key: "source", title: words.source, text: (row) => sourceText(row.source) },
    { key: "placed", title: words.placedAt, text: (row) => dateTimeZone(row.placedAt) },
    {
      key: "deeds",
      title: words.deeds,
      fixed: "end",
      render: (row) => (
        <span className={styles.deeds}>
          {shippable(row) && may("orders.ship") ? (
            <Button type="primary" onClick={() => ship(row)}>
              {words.ship}
            </Button>
          ) : null}
          <Button onClick={() => open(row.id)}>{words.detail}</Button>
        </span>
      ),
    },
  ];
}
