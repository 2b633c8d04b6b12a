import { Button } from "antd";
import { useState } from "react";
import { type ShopState, shopStates } from "#contract/states/shop";
import type { AnswerOf } from "../../../kit/api.ts";
import { dateTimeZone } from "../../../kit/format.ts";
import { Picture } from "../../../kit/picture.tsx";
import { useWords } from "../../../kit/words.ts";
import type { DataColumn } from "../../parts/data-columns.tsx";
import { DataPage, useFilters } from "../../parts/data-page.tsx";
import type { Filter } from "../../parts/filters.tsx";
import { usePages } from "../../parts/use-pages.ts";
import { ShopStateTag } from "../../seller/parts/shop-state.tsx";
import { NeedsPermission } from "../parts/needs-permission.tsx";
import { ReviewDrawer } from "./review-drawer.tsx";
import styles from "./reviews.module.css";

export type Reviewed = AnswerOf<"listShopReviews">["items"][number];

export default function Reviews() {
  return (
    <NeedsPermission may="shops.review">
      <List />
    </NeedsPermission>
  );
}

function List() {
  const words = useWords("console");
  const seller = useWords("seller");
  const [opened, setOpened] = useState<Reviewed | null>(null);
  const filters: Filter[] = [
    {
      name: "state",
      label: words.state,
      kind: "choice",
      options: shopStates
        .filter((state) => state !== "checking")
        .map((value) => ({ value, label: seller.shopStates[value] })),
    },
  ];
  const [{ state }] = useFilters(filters);
  const {
    rows,
    first: _,
    problem,
    ...pages
  } = usePages("listShopReviews", {
    limit: 50,
    ...(state ? { state: state as ShopState } : {}),
  });
  return (
    <>
      <DataPage
        page="shop-reviews"
        title={words.reviewsTitle}
        context={words.reviewsHint}
        filters={filters}
        columns={useColumns(setOpened)}
        rowKey={(row) => row.id}
        rows={rows}
        problem={problem}
        {...pages}
        empty={{ title: words.noReviews, hint: words.noReviewsHint }}
      />
      <ReviewDrawer shop={opened} decidable={opened !== null && decidable(opened)} onClose={() => setOpened(null)} />
    </>
  );
}

function useColumns(open: (shop: Reviewed) => void): DataColumn<Reviewed>[] {
  const words = useWords("console");
  const seller = useWords("seller");
  return [
    {
      key: "shop",
      title: words.shop,
      width: 260,
      csv: (row) => row.name,
      render: (row) => (
        <span className={styles.shop}>
          <span>
            <Picture src={row.logoUrl} alt="" radius={8} />
          </span>
          <b>{row.name}</b>
        </span>
      ),
    },
    { key: "kind", title: seller.fields.kind ?? "", text: (row) => seller.kinds[row.kind] },
    {
      key: "state",
      title: words.state,
      csv: (row) => seller.shopStates[row.state],
      render: (row) => <ShopStateTag shop={row} />,
    },
    { key: "licence", title: seller.fields.licenceNumber ?? "", text: (row) => row.licenceNumber ?? "—" },
    { key: "need", title: words.depositNeed, fen: (row) => row.depositNeedFen },
    { key: "deposit", title: words.depositPaid, fen: (row) => row.depositFen },
    { key: "created", title: words.appliedAt, text: (row) => dateTimeZone(row.createdAt) },
    {
      key: "deeds",
      title: words.deeds,
      fixed: "end",
      render: (row) => (
        <Button type={decidable(row) ? "primary" : "default"} onClick={() => open(row)}>
          {decidable(row) ? words.review : words.look}
        </Button>
      ),
    },
  ];
}

const decidable = ({ state }: Reviewed): boolean => state === "submitted" || state === "checking";
