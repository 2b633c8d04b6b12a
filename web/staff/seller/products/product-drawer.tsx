import { Drawer, Tabs } from "antd";
import { ErrorState } from "../../../kit/error-state.tsx";
import { useLanguage } from "../../../kit/language.ts";
import { Picture } from "../../../kit/picture.tsx";
import { searchText, useSearchState } from "../../../kit/search-state.ts";
import { SkeletonRows } from "../../../kit/skeleton.tsx";
import { useQueryOf } from "../../../kit/use-api.ts";
import { useWords } from "../../../kit/words.ts";
import { PlanTab } from "./plan-tab.tsx";
import { EditTag, type ShopProduct, StatusTag, titleOf } from "./product-state.tsx";
import styles from "./products.module.css";
import { Movements } from "./movements.tsx";
import { SkuTable } from "./sku-table.tsx";

const opened = (search: Record<string, unknown>): { product: string | undefined } => ({
  product: searchText(search.product),
});

/** A product beside its list: `?product=` names it, so that the place can be sent to a colleague. */
export function ProductDrawer({ shopId }: { shopId: string }) {
  const words = useWords("goods");
  const [{ product }, setSearch] = useSearchState(opened);
  return (
    <Drawer
      open={product !== undefined}
      onClose={() => setSearch({ product: undefined })}
      title={words.stockAndPrice}
      size={860}
      destroyOnHidden
    >
      {product === undefined ? null : <Inside shopId={shopId} productId={product} />}
    </Drawer>
  );
}

function Inside({ shopId, productId }: { shopId: string; productId: string }) {
  const words = useWords("goods");
  const { data, error, refetch } = useQueryOf("readShopProduct", { shopId, productId });
  if (error && !data) return <ErrorState problem={error} onRetry={() => void refetch()} />;
  if (!data) return <SkeletonRows rows={5} />;
  const tabs = [
    { key: "skus", label: words.skus, children: <SkuTable shopId={shopId} product={data} /> },
    { key: "moves", label: words.movements, children: <Movements shopId={shopId} product={data} /> },
    { key: "plan", label: words.plan, children: <PlanTab shopId={shopId} product={data} /> },
  ];
  return (
    <>
      <Head product={data} />
      <Tabs items={tabs} destroyOnHidden />
    </>
  );
}

function Head({ product }: { product: ShopProduct }) {
  const language = useLanguage();
  return (
    <div className={styles.head}>
      <Picture src={product.pictureUrl} alt="" radius={10} />
      <div>
        <b>{titleOf(product, language)}</b>
        <div className={styles.tags}>
          <StatusTag status={product.status} />
          <EditTag status={product.editStatus} />
        </div>
        {product.editStatus === "failed" ? <p className={styles.hint}>{product.rejectReason}</p> : null}
      </div>
    </div>
  );
}
