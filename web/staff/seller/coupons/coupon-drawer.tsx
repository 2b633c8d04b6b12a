import { Button, Drawer, Form, Input, InputNumber } from "antd";
import { useMemo } from "react";
import { useRefusalText } from "../../../kit/refusal-text.ts";
import { serverNow } from "../../../kit/server-clock.ts";
import { useWords } from "../../../kit/words.ts";
import { useDeed } from "../../parts/use-deed.ts";
import { YuanInput } from "../../parts/yuan-input.tsx";
import styles from "../editor/editor.module.css";

type Fields = {
  nameZh: string;
  nameEn?: string;
  offFen: number;
  fromFen: number;
  total: number;
  perPerson: number;
  startsAt: string;
  endsAt: string;
};
type Props = { shopId: string; open: boolean; onClose: () => void };

const DAY_MS = 86_400_000;
/** A moment as the browser's own field writes it, in the reader's zone. */
const local = (at: number): string => {
  const moment = new Date(at - new Date(at).getTimezoneOffset() * 60_000);
  return moment.toISOString().slice(0, 16);
};

export function CouponDrawer({ shopId, open, onClose }: Props) {
  const words = useWords("sales");
  const [form] = Form.useForm<Fields>();
  const start = useMemo(
    () => ({
      fromFen: 10_000,
      offFen: 1000,
      total: 1000,
      perPerson: 1,
      startsAt: local(serverNow()),
      endsAt: local(serverNow() + 7 * DAY_MS),
    }),
    [open],
  );
  const make = useDeed("createCoupon", {
    done: words.made,
    refresh: ["listShopCoupons"],
    onDone: onClose,
    onProblem: () => true,
  });
  const refused = useRefusalText(make.error);
  const submit = ({ startsAt, endsAt, nameEn, ...fields }: Fields) =>
    make.mutate({
      shopId,
      ...fields,
      nameEn: nameEn?.trim() ?? "",
      startsAt: new Date(startsAt).toISOString(),
      endsAt: new Date(endsAt).toISOString(),
    });
  return (
    <Drawer open={open} onClose={onClose} title={words.newCoupon} size={480} destroyOnHidden>
      <Form<Fields>
        name="coupon"
        form={form}
        layout="vertical"
        size="large"
        requiredMark={false}
        initialValues={start}
        preserve={false}
        onFinish={submit}
      >
        <FieldsOf />
        {refused ? (
          <p className={styles.fault} role="alert">
            {refused}
          </p>
        ) : null}
        <Button type="primary" htmlType="submit" loading={make.isPending}>
          {words.make}
        </Button>
      </Form>
    </Drawer>
  );
}

function FieldsOf() {
  const words = useWords("sales");
  const needed = { required: true, message: words.needed };
  const later = ({ getFieldValue }: { getFieldValue: (name: string) => unknown }) => ({
    validator: async (_: unknown, value: string) => {
      if (value && value <= String(getFieldValue("startsAt"))) throw new Error(words.endsLater);
    },
  });
  const within = ({ getFieldValue }: { getFieldValue: (name: string) => unknown }) => ({
    validator: async (_: unknown, value: number) => {
      const from = Number(getFieldValue("fromFen") ?? 0);
      if (from > 0 && value > from) throw new Error(words.offBelowFrom);
    },
  });
  return (
    <>
      <Form.Item
        name="nameZh"
        label={words.couponNameZh}
        rules={[{ required: true, whitespace: true, max: 20, message: words.couponNameWrong }]}
      >
        <Input maxLength={20} />
      </Form.Item>
      <Form.Item name="nameEn" label={words.couponNameEn}>
        <Input maxLength={40} />
      </Form.Item>
      <div className={styles.pair}>
        <Form.Item name="fromFen" label={words.from} extra={words.fromHint} rules={[needed]}>
          <YuanInput label={words.from} size="large" />
        </Form.Item>
        <Form.Item name="offFen" label={words.off} dependencies={["fromFen"]} rules={[needed, within]}>
          <YuanInput label={words.off} size="large" />
        </Form.Item>
        <Form.Item name="total" label={words.total} rules={[needed]}>
          <InputNumber min={1} max={1_000_000} precision={0} style={{ width: "100%" }} />
        </Form.Item>
        <Form.Item name="perPerson" label={words.perPerson} rules={[needed]}>
          <InputNumber min={1} max={100} precision={0} style={{ width: "100%" }} />
        </Form.Item>
        <Form.Item name="startsAt" label={words.startsAt} rules={[needed]}>
          <Input type="datetime-local" />
        </Form.Item>
        <Form.Item name="endsAt" label={words.endsAt} dependencies={["startsAt"]} rules={[needed, later]}>
          <Input type="datetime-local" />
        </Form.Item>
      </div>
    </>
  );
}
