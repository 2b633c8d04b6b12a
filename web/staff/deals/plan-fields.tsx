import { Form, InputNumber, Radio, Switch } from "antd";
import { count, money } from "../../kit/format.ts";
import { useWords } from "../../kit/words.ts";
import { YuanInput } from "../parts/yuan-input.tsx";
import type { Draft } from "./deal-draft.ts";
import styles from "./deals.module.css";
import { type Product, SkuSelect } from "./sku-select.tsx";
import { WhenFields } from "./when-fields.tsx";

type Props = { products: Product[]; isRoom: boolean };

export function PlanFields({ products, isRoom }: Props) {
  const words = useWords("deals");
  const needed = { required: true, message: words.needed };
  return (
    <>
      <Form.Item name="sku" label={words.sku} rules={[needed]}>
        <SkuSelect products={products} />
      </Form.Item>
      <Amounts />
      <WhenFields isRoom={isRoom} />
      <Rules isRoom={isRoom} />
    </>
  );
}

/** Price, pieces and how many each, beside what bounds them. */
function Amounts() {
  const words = useWords("deals");
  const sku = Form.useWatch<Draft["sku"] | undefined>("sku");
  const needed = { required: true, message: words.needed };
  const cheaper = {
    validator: async (_: unknown, fen: number) => {
      if (sku && fen >= sku.listFen) throw new Error(words.priceTooHigh(money(sku.listFen)));
    },
  };
  const there = {
    validator: async (_: unknown, pieces: number) => {
      if (sku && pieces > sku.available) throw new Error(words.piecesShort(count(sku.available)));
    },
  };
  return (
    <div className={styles.three}>
      <Form.Item
        name="priceFen"
        label={words.price}
        dependencies={["sku"]}
        extra={sku ? words.priceHint(money(sku.listFen)) : null}
        rules={[needed, cheaper]}
      >
        <YuanInput label={words.price} />
      </Form.Item>
      <Form.Item
        name="pieces"
        label={words.pieces}
        dependencies={["sku"]}
        extra={sku ? words.piecesHint(count(sku.available)) : null}
        rules={[needed, there]}
      >
        <InputNumber min={1} max={1_000_000} precision={0} style={{ width: "100%" }} />
      </Form.Item>
      <Form.Item name="perBuyer" label={words.perBuyer} rules={[needed]}>
        <InputNumber min={1} max={999} precision={0} style={{ width: "100%" }} />
      </Form.Item>
    </div>
  );
}

/** Who may buy it, and how. */
function Rules({ isRoom }: { isRoom: boolean }) {
  const words = useWords("deals");
  const admission = Form.useWatch<Draft["admission"] | undefined>("admission") ?? "line";
  const switches = [
    ["verifiedOnly", words.verifiedOnly],
    ["takesCoupons", words.takesCoupons],
    ...(isRoom ? [["isHidden", words.isHidden] as const] : []),
  ] as const;
  return (
    <>
      <Form.Item name="admission" label={words.admission} extra={words.admissionHints[admission]}>
        <Radio.Group
          optionType="button"
          options={(["line", "open"] as const).map((value) => ({ value, label: words.admissions[value] }))}
        />
      </Form.Item>
      <div className={styles.switches}>
        {switches.map(([name, label]) => (
          <label key={name} className={styles.switch}>
            <Form.Item name={name} valuePropName="checked" noStyle>
              <Switch aria-label={label} />
            </Form.Item>
            <span>
              {label}
              {name === "isHidden" ? <small>{words.isHiddenHint}</small> : null}
            </span>
          </label>
        ))}
      </div>
    </>
  );
}
