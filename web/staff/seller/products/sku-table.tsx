import { Button, Table } from "antd";
import { useState } from "react";
import { Empty } from "../../../kit/empty.tsx";
import { money } from "../../../kit/format.ts";
import { useWords } from "../../../kit/words.ts";
import { useShop } from "../../parts/use-shop.ts";
import { useOptionText } from "../parts/options.ts";
import { PriceDialog } from "./price-dialog.tsx";
import type { ShopProduct, ShopSku } from "./product-state.tsx";
import styles from "./products.module.css";
import { StockDialog } from "./stock-dialog.tsx";

type Asked = { what: "price" | "stock"; sku: ShopSku } | null;

/** Each choice of the online copy with its price and its stock. */
export function SkuTable({ shopId, product }: { shopId: string; product: ShopProduct }) {
  const words = useWords("goods");
  const { may } = useShop();
  const said = useOptionText();
  const [asked, setAsked] = useState<Asked>(null);
  if (product.skus.length === 0) return <Empty icon="box" title={words.noSkus} hint={words.noSkusHint} />;
  const name = (sku: ShopSku) => said(sku.options) || words.onlyChoice;
  const columns = [
    { title: words.sku, render: (_: unknown, sku: ShopSku) => <b>{name(sku)}</b> },
    { title: words.code, render: (_: unknown, sku: ShopSku) => sku.code || "—" },
    {
      title: words.price,
      align: "right" as const,
      render: (_: unknown, sku: ShopSku) => money(sku.priceFen),
    },
    { title: words.onHand, align: "right" as const, dataIndex: "onHand" },
    { title: words.reserved, align: "right" as const, dataIndex: "reserved" },
    { title: words.available, align: "right" as const, dataIndex: "available" },
    {
      title: words.deeds,
      render: (_: unknown, sku: ShopSku) => (
        <span className={styles.deeds}>
          {may("products.write") ? (
            <Button onClick={() => setAsked({ what: "price", sku })}>{words.changePrice}</Button>
          ) : null}
          {may("stock.write") ? (
            <Button onClick={() => setAsked({ what: "stock", sku })}>{words.moveStock}</Button>
          ) : null}
        </span>
      ),
    },
  ];
  const close = () => setAsked(null);
  return (
    <>
      <Table<ShopSku>
        columns={columns}
        dataSource={product.skus}
        rowKey="id"
        pagination={false}
        scroll={{ x: "max-content" }}
      />
      {asked?.what === "price" ? (
        <PriceDialog shopId={shopId} sku={asked.sku} name={name(asked.sku)} onClose={close} />
      ) : null}
      {asked?.what === "stock" ? (
        <StockDialog shopId={shopId} sku={asked.sku} name={name(asked.sku)} onClose={close} />
      ) : null}
    </>
  );
}
