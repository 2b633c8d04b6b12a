import { Form, InputNumber, Modal } from "antd";
import { useEffect } from "react";
import { count } from "../../../../kit/format.ts";
import { useWords } from "../../../../kit/words.ts";
import type { SkuPick } from "../../../deals/deal-draft.ts";
import { useDealFault } from "../../../deals/deal-fault.ts";
import deals from "../../../deals/deals.module.css";
import { SkuSelect } from "../../../deals/sku-select.tsx";
import { useDeed } from "../../../parts/use-deed.ts";
import type { Desk } from "../desk-feed.ts";
import styles from "./drops.module.css";

type Fields = { sku: SkuPick; pieces: number };

/** Sets pieces aside that only this room's viewers can buy. */
export function OpenSlice({ desk, open, onClose }: { desk: Desk; open: boolean; onClose: () => void }) {
  const words = useWords("deals");
  const kit = useWords("kit");
  const [form] = Form.useForm<Fields>();
  const make = useDeed("openRoomSlice", {
    done: words.sliceOpened,
    refresh: ["listRoomSlices"],
    onDone: onClose,
    onProblem: () => true,
  });
  useEffect(() => {
    if (open) make.reset();
  }, [open]);
  const fault = useDealFault(make.error);
  const needed = { required: true, message: words.needed };
  return (
    <Modal
      open={open}
      title={words.openSlice}
      onCancel={onClose}
      onOk={() => form.submit()}
      okText={words.openSlice}
      okButtonProps={{ loading: make.isPending }}
      cancelText={kit.cancel}
      width={560}
      destroyOnHidden
    >
      <Form<Fields>
        form={form}
        name="slice"
        layout="vertical"
        requiredMark={false}
        initialValues={{ pieces: 50 }}
        preserve={false}
        onFinish={({ sku, pieces }) => make.mutate({ roomId: desk.id, skuId: sku.skuId, pieces })}
      >
        <p className={styles.hint}>{words.slicesHint}</p>
        <Form.Item name="sku" label={words.sku} rules={[needed]}>
          <SkuSelect products={desk.shelf.filter((item) => item.isSellable)} />
        </Form.Item>
        <Form.Item
          name="pieces"
          label={words.pieces}
          dependencies={["sku"]}
          extra={<Available />}
          rules={[
            needed,
            ({ getFieldValue }) => ({
              validator: async (_: unknown, pieces: number) => {
                const sku = getFieldValue("sku") as SkuPick | undefined;
                if (sku && pieces > sku.available) throw new Error(words.piecesShort(count(sku.available)));
              },
            }),
          ]}
        >
          <InputNumber min={1} max={1_000_000} precision={0} style={{ width: "100%" }} />
        </Form.Item>
        {fault ? (
          <p className={deals.fault} role="alert">
            {fault}
          </p>
        ) : null}
      </Form>
    </Modal>
  );
}

function Available() {
  const words = useWords("deals");
  const sku = Form.useWatch<SkuPick | undefined>("sku");
  return sku ? words.piecesHint(count(sku.available)) : null;
}
