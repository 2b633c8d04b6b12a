import { Link, useNavigate } from "@tanstack/react-router";
import { Button } from "antd";
import { type EditState, editStates, type ProductState, productStates } from "#contract/states/product";
import { count, dateTime } from "../../../kit/format.ts";
import { useLanguage } from "../../../kit/language.ts";
import { Picture } from "../../../kit/picture.tsx";
import { useWords } from "../../../kit/words.ts";
import type { DataColumn } from "../../parts/data-columns.tsx";
import { DataPage, useFilters } from "../../parts/data-page.tsx";
import type { Filter } from "../../parts/filters.tsx";
import { usePages } from "../../parts/use-pages.ts";
import { type MyShop, useShop } from "../../parts/use-shop.ts";
import { NeedsShop } from "../parts/needs-shop.tsx";
import { ProductDeeds } from "./product-deeds.tsx";
import { ProductDrawer } from "./product-drawer.tsx";
import { EditTag, priceRange, type ShopProduct, StatusTag, stockOf, titleOf } from "./product-state.tsx";
import styles from "./products.module.css";

export default function Products() {
  return <NeedsShop may="products.read">{(shop) => <List shop={shop} />}</NeedsShop>;
}

function useProductFilters(): Filter[] {
  const words = useWords("goods");
  return [
    {
      name: "status",
      label: words.status,
      kind: "choice",
      options: productStates
        .filter((one) => one !== "deleted")
        .map((value) => ({ value, label: words.statuses[value] })),
    },
    {
      name: "editStatus",
      label: words.editStatus,
      kind: "choice",
      options: editStates
        .filter((one) => ["none", "editing", "auditing", "failed"].includes(one))
        .map((value) => ({ value, label: words.edits[value] })),
    },
  ];
}

function List({ shop }: { shop: MyShop }) {
  const words = useWords("goods");
  const { may } = useShop();
  const navigate = useNavigate();
  const filters = useProductFilters();
  const [{ status, editStatus }] = useFilters(filters);
  const {
    rows,
    first: _,
    problem,
    ...pages
  } = usePages("listShopProducts", {
    shopId: shop.id,
    limit: 50,
    ...(status ? { status: status as ProductState } : {}),
    ...(editStatus ? { editStatus: editStatus as EditState } : {}),
  });
  const open = (product: string) =>
    void navigate({ to: ".", search: (before: object) => ({ ...before, product }) as never });
  const create = may("products.write") ? (
    <Link to="/seller/products/new">
      <Button type="primary" size="large">
        {words.create}
      </Button>
    </Link>
  ) : null;
  return (
    <>
      <DataPage
        page="shop-products"
        title={words.title}
        context={shop.name}
        action={create}
        filters={filters}
        columns={useColumns(open)}
        rowKey={(row) => row.id}
        rows={rows}
        problem={problem}
        {...pages}
        empty={
          status || editStatus
            ? { title: words.noMatch, hint: words.noMatchHint }
            : { title: words.none, hint: words.noneHint, action: create }
        }
      />
      <ProductDrawer shopId={shop.id} />
    </>
  );
}

function useColumns(open: (productId: string) => void): DataColumn<ShopProduct>[] {
  const words = useWords("goods");
  const language = useLanguage();
  return [
    {
      key: "title",
      title: words.product,
      width: 340,
      csv: (row) => titleOf(row, language),
      render: (row) => (
        <button type="button" className={styles.product} onClick={() => open(row.id)}>
          <span>
            <Picture src={row.pictureUrl} alt="" radius={8} />
          </span>
          <b title={titleOf(row, language)}>{titleOf(row, language) || words.untitled}</b>
        </button>
      ),
    },
    {
      key: "status",
      title: words.status,
      csv: (row) => words.statuses[row.status],
      render: (row) => <StatusTag status={row.status} />,
    },
    {
      key: "edit",
      title: words.editStatus,
      width: 180,
      csv: (row) => words.edits[row.editStatus],
      render: (row) => (
        <span className={styles.audit}>
          <EditTag status={row.editStatus} />
          {row.editStatus === "failed" && row.rejectReason ? <small>{row.rejectReason}</small> : null}
        </span>
      ),
    },
    { key: "price", title: words.price, text: priceRange },
    { key: "stock", title: words.available, text: stockOf },
    { key: "sold", title: words.sold, text: (row) => count(row.soldCount) },
    { key: "created", title: words.createdAt, text: (row) => dateTime(row.createdAt), extra: true },
    {
      key: "deeds",
      title: words.deeds,
      fixed: "end",
      render: (row) => <ProductDeeds product={row} onStock={() => open(row.id)} />,
    },
  ];
}
