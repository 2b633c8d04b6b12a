import { Button, Form, InputNumber, Modal } from "antd";
import { useState } from "react";
import type { AnswerOf } from "../../../../kit/api.ts";
import { Empty } from "../../../../kit/empty.tsx";
import { ErrorState } from "../../../../kit/error-state.tsx";
import { count } from "../../../../kit/format.ts";
import { Icon } from "../../../../kit/icon.tsx";
import { SkeletonRows } from "../../../../kit/skeleton.tsx";
import { Tag } from "../../../../kit/tag.tsx";
import { useQueryOf } from "../../../../kit/use-api.ts";
import { useWords } from "../../../../kit/words.ts";
import type { SkuPick } from "../../../deals/deal-draft.ts";
import { useDealFault } from "../../../deals/deal-fault.ts";
import deals from "../../../deals/deals.module.css";
import { SkuSelect } from "../../../deals/sku-select.tsx";
import { useDeed } from "../../../parts/use-deed.ts";
import type { Desk } from "../desk-feed.ts";
import styles from "./drops.module.css";
import { useSkuNames } from "./use-sku-names.ts";

type Slice = AnswerOf<"listRoomSlices">["items"][number];

/** Pieces that only this room's viewers can buy, at the ordinary price. */
export function SlicesTab({ desk }: { desk: Desk }) {
  const words = useWords("deals");
  const [opening, setOpening] = useState(false);
  const input = { roomId: desk.id };
  const list = useQueryOf("listRoomSlices", input, { staleTime: 0, refetchInterval: 5_000 });
  const nameOf = useSkuNames(desk.shelf);
  const button = (
    <Button icon={<Icon name="plus" size={18} />} onClick={() => setOpening(true)}>
      {words.openSlice}
    </Button>
  );
  return (
    <>
      {!list.data ? (
        list.error ? (
          <ErrorState problem={list.error} onRetry={() => void list.refetch()} />
        ) : (
          <SkeletonRows rows={2} picture={8} />
        )
      ) : list.data.items.length === 0 ? (
        <div className={styles.none}>
          <Empty icon="box" title={words.noSlices} hint={words.slicesHint} action={button} />
        </div>
      ) : (
        <>
          <div className={styles.tools}>
            <small>{words.slicesHint}</small>
            {button}
          </div>
          <ul className={styles.drops} aria-label={words.tabSlices}>
            {list.data.items.map((slice) => (
              <SliceRow key={slice.id} slice={slice} name={nameOf(slice.skuId)} />
            ))}
          </ul>
        </>
      )}
      <OpenSlice desk={desk} open={opening} onClose={() => setOpening(false)} />
    </>
  );
}

function SliceRow({ slice, name }: { slice: Slice; name: string }) {
  const words = useWords("deals");
  const open = slice.closedAt === null;
  return (
    <li className={styles.slice} aria-label={name}>
      <Tag tone={open ? "good" : "plain"}>{open ? words.sliceOpen : words.sliceClosed}</Tag>
      <b title={name}>{name}</b>
      <span>{words.slice(count(slice.left), count(slice.pieces))}</span>
      <span>{words.sliceHeld(count(slice.held))}</span>
      <span>{words.sliceReturned(count(slice.returned))}</span>
    </li>
  );
}

type Fields = { sku: SkuPick; pieces: number };

function OpenSlice({ desk, open, onClose }: { desk: Desk; open: boolean; onClose: () => void }) {
  const words = useWords("deals");
  const kit = useWords("kit");
  const [form] = Form.useForm<Fields>();
  const make = useDeed("openRoomSlice", {
    done: words.sliceOpened,
    refresh: ["listRoomSlices"],
    onDone: onClose,
    onProblem: () => true,
  });
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
