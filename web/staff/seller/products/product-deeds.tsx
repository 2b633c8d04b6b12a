import { useNavigate } from "@tanstack/react-router";
import { Button, Dropdown } from "antd";
import { useWords } from "../../../kit/words.ts";
import { useDeed } from "../../parts/use-deed.ts";
import { useShop } from "../../parts/use-shop.ts";
import { Icon } from "../../../kit/icon.tsx";
import type { ShopProduct } from "./product-state.tsx";
import styles from "./products.module.css";

type Deed = { key: string; label: string; press: () => void };

/** What may be done with a product in its present state. */
export function ProductDeeds({ product, onStock }: { product: ShopProduct; onStock: () => void }) {
  const words = useWords("goods");
  const { shop, may } = useShop();
  const navigate = useNavigate();
  const refresh = ["listShopProducts", "readShopProduct"] as const;
  const submit = useDeed("submitProduct", { done: words.submitted, refresh: [...refresh] });
  const withdraw = useDeed("withdrawSubmission", { done: words.withdrawn, refresh: [...refresh] });
  const onSale = useDeed("putOnSale", { done: words.saved, refresh: [...refresh] });
  if (!shop || !may("products.write")) {
    return (
      <Button size="small" onClick={onStock}>
        {words.stockAndPrice}
      </Button>
    );
  }
  const where = { shopId: shop.id, productId: product.id };
  const { status, editStatus } = product;
  const edit = {
    key: "edit",
    label: editStatus === "auditing" ? words.view : words.edit,
    press: () => void navigate({ to: "/seller/products/$productId", params: { productId: product.id } }),
  };
  const deeds: (Deed | false)[] = [
    product.version > 0 && { key: "stock", label: words.stockAndPrice, press: onStock },
    editStatus === "editing" && {
      key: "submit",
      label: words.submit,
      press: () => submit.mutate({ ...where, draftVersion: product.draftVersion }),
    },
    editStatus === "auditing" && { key: "withdraw", label: words.withdraw, press: () => withdraw.mutate(where) },
    status === "on" && { key: "off", label: words.takeOff, press: () => onSale.mutate({ ...where, on: false }) },
    status === "self_off" && { key: "on", label: words.putOn, press: () => onSale.mutate({ ...where, on: true }) },
  ];
  const shown = deeds.filter((one) => one !== false);
  const busy = submit.isPending || withdraw.isPending || onSale.isPending;
  return (
    <span className={styles.deeds}>
      <Button onClick={edit.press}>{edit.label}</Button>
      {shown.length > 0 ? (
        <Dropdown
          trigger={["click"]}
          menu={{ items: shown.map(({ key, label, press }) => ({ key, label, onClick: press })) }}
        >
          <Button loading={busy} aria-label={words.moreDeeds} icon={<Icon name="more" size={18} />} />
        </Dropdown>
      ) : null}
    </span>
  );
}
