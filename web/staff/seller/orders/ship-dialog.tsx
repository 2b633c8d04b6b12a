import { Form, Input, InputNumber, Modal, Select } from "antd";
import { useState } from "react";
import { useLanguage } from "../../../kit/language.ts";
import { Picture } from "../../../kit/picture.tsx";
import { isProblem } from "../../../kit/problem.ts";
import { useRefusalText } from "../../../kit/refusal-text.ts";
import { useQueryOf } from "../../../kit/use-api.ts";
import { useWords } from "../../../kit/words.ts";
import { useDeed } from "../../parts/use-deed.ts";
import { useTitle } from "../../parts/tongue.ts";
import { useOptionText } from "../parts/options.ts";
import type { ShopOrder } from "./order-state.tsx";
import styles from "./orders.module.css";

type Fields = { carrier: string; waybillNo: string };
type Props = { shopId: string; order: ShopOrder; onClose: () => void };

/** A parcel takes what is left, or the part that is named here. */
export function ShipDialog({ shopId, order, onClose }: Props) {
  const words = useWords("sales");
  const kit = useWords("kit");
  const [form] = Form.useForm<Fields>();
  const left = order.lines.filter((line) => line.quantity > line.shipped);
  const [quantities, setQuantities] = useState<Record<string, number>>(() =>
    Object.fromEntries(left.map((line) => [line.id, line.quantity - line.shipped])),
  );
  const ship = useDeed("shipParcel", {
    done: words.shipped,
    refresh: ["listShopOrders", "readShopOrder", "listShopParcels"],
    onDone: onClose,
    onProblem: () => true,
  });
  const atWaybill = useWaybillFault(ship.error);
  const refused = useRefusalText(ship.error);
  const lines = left
    .map((line) => ({ lineId: line.id, quantity: quantities[line.id] ?? 0 }))
    .filter(({ quantity }) => quantity > 0);
  const submit = ({ carrier, waybillNo }: Fields) =>
    ship.mutate({ shopId, orderId: order.id, carrier, waybillNo: waybillNo.trim(), lines });
  return (
    <Modal
      open
      title={`${words.shipTitle} · ${order.id}`}
      onCancel={onClose}
      okText={words.ship}
      cancelText={kit.cancel}
      okButtonProps={{ loading: ship.isPending, disabled: lines.length === 0 }}
      onOk={() => form.submit()}
      width={560}
    >
      <Form<Fields> name="ship" form={form} layout="vertical" size="large" requiredMark={false} onFinish={submit}>
        <Carrier />
        <Form.Item
          name="waybillNo"
          label={words.waybill}
          validateTrigger="onBlur"
          rules={[{ required: true, pattern: /^\s*[A-Za-z0-9-]{6,40}\s*$/, message: words.waybillWrong }]}
          {...(atWaybill ? { validateStatus: "error" as const, help: atWaybill } : {})}
        >
          <Input maxLength={40} autoComplete="off" onChange={() => ship.reset()} />
        </Form.Item>
        <Form.Item label={words.shipLines}>
          <ul className={styles.lines}>
            {left.map((line) => (
              <ShipLine
                key={line.id}
                line={line}
                quantity={quantities[line.id] ?? 0}
                onChange={(quantity) => setQuantities((before) => ({ ...before, [line.id]: quantity }))}
              />
            ))}
          </ul>
        </Form.Item>
        {lines.length === 0 ? <p className={styles.fault}>{words.nothingChosen}</p> : null}
        {refused && !atWaybill ? (
          <p className={styles.fault} role="alert">
            {refused}
          </p>
        ) : null}
      </Form>
    </Modal>
  );
}

function Carrier() {
  const words = useWords("sales");
  const language = useLanguage();
  const carriers = useQueryOf("listCarriers", {}, { staleTime: 600_000 });
  return (
    <Form.Item name="carrier" label={words.carrier} rules={[{ required: true, message: words.chooseCarrier }]}>
      <Select
        loading={carriers.isPending}
        placeholder={words.chooseCarrier}
        options={(carriers.data?.items ?? []).map((one) => ({
          value: one.code,
          label: language === "en" ? one.nameEn : one.nameZh,
        }))}
      />
    </Form.Item>
  );
}

function useWaybillFault(problem: unknown): string | undefined {
  const words = useWords("sales");
  if (isProblem(problem, "fulfilment.waybill_taken")) return words.waybillTaken;
  if (isProblem(problem, "fulfilment.carrier_refused")) return words.waybillRefused;
  return undefined;
}

type LineProps = { line: ShopOrder["lines"][number]; quantity: number; onChange: (quantity: number) => void };

function ShipLine({ line, quantity, onChange }: LineProps) {
  const words = useWords("sales");
  const title = useTitle()(line);
  const said = useOptionText();
  const most = line.quantity - line.shipped;
  return (
    <li className={styles.line}>
      <Picture src={line.pictureUrl} alt="" radius={8} />
      <span>
        <b>{title}</b>
        <small>
          {said(line.options)} · {words.left(most)}
        </small>
      </span>
      <InputNumber<number>
        value={quantity}
        min={0}
        max={most}
        precision={0}
        aria-label={`${title} ${words.quantity}`}
        onChange={(next) => onChange(next ?? 0)}
      />
    </li>
  );
}
