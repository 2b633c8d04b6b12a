import { Form, Input, InputNumber, Modal, Radio } from "antd";
import { useState } from "react";
import { useRefusalText } from "../../../kit/refusal-text.ts";
import { useWords } from "../../../kit/words.ts";
import { useDeed } from "../../parts/use-deed.ts";
import type { ShopSku } from "./product-state.tsx";
import styles from "./products.module.css";

type Kind = "receive" | "scrap" | "set";
type Props = { shopId: string; sku: ShopSku; name: string; onClose: () => void };

const after: Record<Kind, (onHand: number, quantity: number) => number> = {
  receive: (onHand, quantity) => onHand + quantity,
  scrap: (onHand, quantity) => onHand - quantity,
  set: (_, quantity) => quantity,
};

/** Stock changes by movements only; the dialog shows what will lie there afterwards. */
export function StockDialog({ shopId, sku, name, onClose }: Props) {
  const words = useWords("goods");
  const kit = useWords("kit");
  const [kind, setKind] = useState<Kind>("receive");
  const [quantity, setQuantity] = useState<number | null>(null);
  const [note, setNote] = useState("");
  const move = useDeed("moveStock", {
    done: words.stockMoved,
    refresh: ["readShopProduct", "listShopProducts", "listMovements"],
    onDone: onClose,
    onProblem: () => true,
  });
  const refused = useRefusalText(move.error);
  const left = quantity === null ? null : after[kind](sku.onHand, quantity);
  const below = left !== null && left < sku.reserved;
  const fault = below ? words.belowReserved(sku.reserved) : refused;
  const ready = quantity !== null && !below && (kind === "set" || quantity > 0);
  return (
    <Modal
      open
      title={`${words.moveStock} · ${name}`}
      onCancel={onClose}
      okText={words.record}
      cancelText={kit.cancel}
      okButtonProps={{ disabled: !ready, loading: move.isPending }}
      onOk={() => move.mutate({ shopId, skuId: sku.id, kind, quantity: quantity ?? 0, note: note.trim() })}
      width={460}
    >
      <Form layout="vertical" className={styles.stack ?? ""}>
        <Radio.Group
          value={kind}
          optionType="button"
          size="large"
          aria-label={words.moveKind}
          options={(["receive", "scrap", "set"] as const).map((value) => ({ value, label: words.moveKinds[value] }))}
          onChange={(event) => setKind(event.target.value as Kind)}
        />
        <Form.Item
          label={kind === "set" ? words.setTo : words.quantity}
          {...(fault ? { validateStatus: "error", help: fault } : {})}
        >
          <InputNumber<number>
            value={quantity}
            min={0}
            max={10_000_000}
            precision={0}
            size="large"
            aria-label={kind === "set" ? words.setTo : words.quantity}
            style={{ width: "100%" }}
            onChange={setQuantity}
          />
        </Form.Item>
        <Form.Item label={words.note}>
          <Input
            value={note}
            maxLength={100}
            size="large"
            aria-label={words.note}
            onChange={(e) => setNote(e.target.value)}
          />
        </Form.Item>
        <p className={styles.now}>
          {words.onHand} <b>{sku.onHand}</b> → <b>{left ?? "—"}</b>
          <br />
          <span className={styles.hint}>{words.reservedIs(sku.reserved)}</span>
        </p>
      </Form>
    </Modal>
  );
}
