import { Button } from "antd";
import { type Language, useLanguage } from "../../kit/language.ts";
import { dateTime, money } from "../../kit/format.ts";
import { Tag, type TagTone } from "../../kit/tag.tsx";
import { toast } from "../../kit/toast.tsx";
import type { DataColumn } from "../parts/data-columns.tsx";
import { DataPage, useFilters } from "../parts/data-page.tsx";
import type { Filter } from "../parts/filters.tsx";

type State = "unpaid" | "toShip" | "shipped" | "done";
type Row = { id: string; buyer: string; product: string; state: State; paidFen: number; at: number };

const zh = {
  title: "订单",
  context: "山陶旗舰店 · 组件样例",
  create: "批量发货",
  find: "订单号或商品",
  state: "状态",
  from: "下单日期",
  id: "订单号",
  buyer: "买家",
  product: "商品",
  paid: "实付",
  at: "下单时间",
  ship: "发货",
  total: "合计",
  states: { unpaid: "待付款", toShip: "待发货", shipped: "待收货", done: "已完成" },
  products: ["山陶手作马克杯", "现摘香梨 5 斤", "云影折光台灯"],
  none: "没有符合条件的订单",
  noneHint: "换个条件试试",
};
const en: typeof zh = {
  title: "Orders",
  context: "Shantao flagship · specimen",
  create: "Ship in bulk",
  find: "Order number or product",
  state: "Status",
  from: "Ordered on",
  id: "Order",
  buyer: "Buyer",
  product: "Product",
  paid: "Paid",
  at: "Ordered at",
  ship: "Ship",
  total: "Total",
  states: { unpaid: "To pay", toShip: "To ship", shipped: "To receive", done: "Completed" },
  products: ["Hand-thrown mug", "Korla pears, 2.5 kg", "Prism lamp"],
  none: "No orders match",
  noneHint: "Try other filters",
};
const words: Record<Language, typeof zh> = { zh, en };
const tones: Record<State, TagTone> = { unpaid: "warn", toShip: "brand", shipped: "calm", done: "good" };
const states: State[] = ["toShip", "unpaid", "shipped", "done"];

const rowsOf = (products: string[]): Row[] =>
  Array.from({ length: 24 }, (_, index) => ({
    id: String(8_102_400_100 + index * 37),
    buyer: ["张**", "Li**", "王**"][index % 3] ?? "",
    product: products[index % products.length] ?? "",
    state: states[index % states.length] ?? "done",
    paidFen: 4990 + ((index * 7919) % 90_000),
    at: 1_790_000_000_000 - index * 3_700_000,
  }));

function columnsOf(said: typeof zh, rows: Row[]): DataColumn<Row>[] {
  return [
    { key: "id", title: said.id, text: (row) => row.id, total: said.total },
    { key: "product", title: said.product, text: (row) => row.product },
    { key: "buyer", title: said.buyer, text: (row) => row.buyer },
    {
      key: "state",
      title: said.state,
      csv: (row) => said.states[row.state],
      render: (row) => <Tag tone={tones[row.state]}>{said.states[row.state]}</Tag>,
    },
    {
      key: "paid",
      title: said.paid,
      fen: (row) => row.paidFen,
      total: money(rows.reduce((sum, row) => sum + row.paidFen, 0)),
    },
    { key: "at", title: said.at, text: (row) => dateTime(row.at) },
  ];
}

/** DataPage in use: `/staff/__kit?state=toShip`. */
export default function Kit() {
  const said = words[useLanguage()];
  const filters: Filter[] = [
    { name: "find", label: said.find, kind: "text" },
    {
      name: "state",
      label: said.state,
      kind: "choice",
      options: states.map((state) => ({ value: state, label: said.states[state] })),
    },
    { name: "from", label: said.from, kind: "day" },
  ];
  const [{ find = "", state }] = useFilters(filters);
  const rows = rowsOf(said.products).filter(
    (row) => (!state || row.state === state) && `${row.id} ${row.product}`.includes(find),
  );
  const ship = () => toast({ text: said.ship, look: "good" });
  return (
    <DataPage
      page="kit-orders"
      title={said.title}
      context={said.context}
      action={
        <Button type="primary" onClick={ship}>
          {said.create}
        </Button>
      }
      filters={filters}
      columns={columnsOf(said, rows)}
      rowKey={(row) => row.id}
      rows={rows}
      bulk={[{ key: "ship", label: said.ship, onPress: ship }]}
      empty={{ title: said.none, hint: said.noneHint }}
    />
  );
}
