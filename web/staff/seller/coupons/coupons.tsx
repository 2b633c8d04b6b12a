import { Button, Popconfirm } from "antd";
import { useState } from "react";
import type { AnswerOf } from "../../../kit/api.ts";
import { count, dateTime, money } from "../../../kit/format.ts";
import { useLanguage } from "../../../kit/language.ts";
import { serverNow } from "../../../kit/server-clock.ts";
import { Tag, type TagTone } from "../../../kit/tag.tsx";
import { useWords } from "../../../kit/words.ts";
import type { DataColumn } from "../../parts/data-columns.tsx";
import { DataPage } from "../../parts/data-page.tsx";
import { useDeed } from "../../parts/use-deed.ts";
import { usePages } from "../../parts/use-pages.ts";
import { type MyShop, useShop } from "../../parts/use-shop.ts";
import { NeedsShop } from "../parts/needs-shop.tsx";
import { CouponDrawer } from "./coupon-drawer.tsx";

type Coupon = AnswerOf<"listShopCoupons">["items"][number];

const tones: Record<Coupon["state"], TagTone> = {
  editing: "plain",
  valid: "good",
  expired: "plain",
  void: "bad",
  deleted: "plain",
};

export default function Coupons() {
  return <NeedsShop may="products.read">{(shop) => <List shop={shop} />}</NeedsShop>;
}

function List({ shop }: { shop: MyShop }) {
  const words = useWords("sales");
  const { may } = useShop();
  const [adding, setAdding] = useState(false);
  const { rows, first: _, problem, ...pages } = usePages("listShopCoupons", { shopId: shop.id, limit: 50 });
  const add = may("coupons.write") ? (
    <Button type="primary" size="large" onClick={() => setAdding(true)}>
      {words.newCoupon}
    </Button>
  ) : null;
  return (
    <>
      <DataPage
        page="shop-coupons"
        title={words.couponsTitle}
        context={shop.name}
        action={add}
        columns={useColumns(shop.id)}
        rowKey={(row) => row.id}
        rows={rows}
        problem={problem}
        {...pages}
        empty={{ title: words.noCoupons, hint: words.noCouponsHint, action: add }}
      />
      <CouponDrawer shopId={shop.id} open={adding} onClose={() => setAdding(false)} />
    </>
  );
}

function StateTag({ coupon }: { coupon: Coupon }) {
  const words = useWords("sales");
  const early = coupon.state === "valid" && Date.parse(coupon.startsAt) > serverNow();
  if (early) return <Tag tone="calm">{words.notYet}</Tag>;
  return <Tag tone={tones[coupon.state]}>{words.couponStates[coupon.state]}</Tag>;
}

function VoidButton({ shopId, coupon }: { shopId: string; coupon: Coupon }) {
  const words = useWords("sales");
  const kit = useWords("kit");
  const { may } = useShop();
  const end = useDeed("voidCoupon", { done: words.voided, refresh: ["listShopCoupons"] });
  if (coupon.state !== "valid" || !may("coupons.write")) return null;
  return (
    <Popconfirm
      title={words.voidAsk}
      description={words.voidHint}
      okText={words.void}
      cancelText={kit.cancel}
      okButtonProps={{ danger: true }}
      onConfirm={() => end.mutate({ shopId, couponId: coupon.id })}
    >
      <Button danger loading={end.isPending}>
        {words.void}
      </Button>
    </Popconfirm>
  );
}

function useColumns(shopId: string): DataColumn<Coupon>[] {
  const words = useWords("sales");
  const english = useLanguage() === "en";
  return [
    { key: "name", title: words.couponName, text: (row) => (english && row.nameEn ? row.nameEn : row.nameZh) },
    {
      key: "rule",
      title: words.rule,
      text: (row) => words.ruleIs(row.fromFen === 0 ? null : money(row.fromFen), money(row.offFen)),
    },
    {
      key: "state",
      title: words.state,
      csv: (row) => words.couponStates[row.state],
      render: (row) => <StateTag coupon={row} />,
    },
    { key: "taken", title: words.taken, text: (row) => `${count(row.claimed)} / ${count(row.total)}` },
    { key: "used", title: words.used, text: (row) => count(row.used) },
    { key: "each", title: words.perPerson, text: (row) => row.perPerson },
    {
      key: "validity",
      title: words.validity,
      text: (row) => words.range(dateTime(row.startsAt), dateTime(row.endsAt)),
    },
    {
      key: "deeds",
      title: words.deeds,
      fixed: "end",
      render: (row) => <VoidButton shopId={shopId} coupon={row} />,
    },
  ];
}
