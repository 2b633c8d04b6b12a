import { useNavigate } from "@tanstack/react-router";
import { Dropdown } from "antd";
import { Icon } from "../../kit/icon.tsx";
import { useWords } from "../../kit/words.ts";
import { useShop } from "../parts/use-shop.ts";
import styles from "./header.module.css";

/** The shop at hand; who has several can change it, and starts again at the seller's first page. */
export function ShopSwitch() {
  const words = useWords("entry");
  const { shop, shops = [], choose } = useShop();
  const navigate = useNavigate();
  if (!shop) return null;
  if (shops.length === 1) return <span className={styles.shop}>{shop.name}</span>;
  const items = shops.map((one) => ({ key: one.id, label: one.name }));
  const pick = (shopId: string) => {
    choose(shopId);
    void navigate({ to: "/seller" });
  };
  return (
    <Dropdown
      menu={{ items, selectedKeys: [shop.id], onClick: ({ key }) => pick(key) }}
      trigger={["click"]}
      placement="bottomRight"
    >
      <button type="button" className={styles.shop} aria-label={words.shopSwitch} title={words.shopNow(shop.name)}>
        <Icon name="shop" size={18} />
        <span>{shop.name}</span>
        <Icon name="down" size={14} />
      </button>
    </Dropdown>
  );
}
