import { Form, Modal } from "antd";
import { useState } from "react";
import { money } from "../../../kit/format.ts";
import { useRefusalText } from "../../../kit/refusal-text.ts";
import { useWords } from "../../../kit/words.ts";
import { useDeed } from "../../parts/use-deed.ts";
import { YuanInput } from "../../parts/yuan-input.tsx";
import type { ShopSku } from "./product-state.tsx";
import styles from "./products.module.css";

type Props = { shopId: string; sku: ShopSku; name: string; onClose: () => void };

/** A price changes at once, without audit. Whoever was slower is told and sees the new one. */
export function PriceDialog({ shopId, sku, name, onClose }: Props) {
  const words = useWords("goods");
  const kit = useWords("kit");
  const [priceFen, setPriceFen] = useState<number | null>(sku.priceFen);
  const change = useDeed("changePrice", {
    done: words.priceChanged,
    refresh: ["readShopProduct", "listShopProducts"],
    onDone: onClose,
    onProblem: () => true,
  });
  const refused = useRefusalText(change.error);
  const ready = priceFen !== null && priceFen > 0 && priceFen !== sku.priceFen;
  return (
    <Modal
      open
      title={`${words.changePrice} · ${name}`}
      onCancel={onClose}
      okText={words.changePrice}
      cancelText={kit.cancel}
      okButtonProps={{ disabled: !ready, loading: change.isPending }}
      onOk={() => change.mutate({ shopId, skuId: sku.id, oldPriceFen: sku.priceFen, priceFen: priceFen ?? 0 })}
      width={420}
    >
      <p className={styles.hint}>{words.priceHint(money(sku.priceFen))}</p>
      <Form layout="vertical">
        <Form.Item label={words.newPrice} {...(refused ? { validateStatus: "error", help: refused } : {})}>
          <YuanInput value={priceFen} onChange={setPriceFen} label={words.newPrice} size="large" />
        </Form.Item>
      </Form>
    </Modal>
  );
}
