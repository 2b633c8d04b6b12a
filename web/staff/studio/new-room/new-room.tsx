import { useNavigate } from "@tanstack/react-router";
import { Button, DatePicker, Form, Input } from "antd";
import { useState } from "react";
import { serverNow } from "../../../kit/server-clock.ts";
import { Uploader, type Uploaded } from "../../../kit/uploader.tsx";
import { useWords } from "../../../kit/words.ts";
import { useDeed } from "../../parts/use-deed.ts";
import { NeedsCreator } from "../parts/needs-creator.tsx";
import { PageHead } from "../parts/page-head.tsx";
import page from "../parts/page.module.css";
import type { Pickable } from "../parts/product-picker.tsx";
import { sendPicture } from "../parts/send-picture.ts";
import { GoodsChoice } from "./goods-choice.tsx";
import styles from "./new-room.module.css";

/** What antd's picker hands over, as far as we look at it. */
type Picked = { toISOString(): string; valueOf(): number };
type Fields = { title: string; intro?: string; plannedAt?: Picked | null };

export default function NewRoom() {
  const words = useWords("studio");
  return (
    <section>
      <PageHead title={words.newRoomTitle} hint={words.newRoomHint} />
      <NeedsCreator>
        <RoomForm />
      </NeedsCreator>
    </section>
  );
}

/** Makes the room, and tells its followers at once when asked to. */
function useCreate() {
  const words = useWords("studio");
  const navigate = useNavigate();
  const announce = useDeed("announceRoom", { done: words.announced, refresh: ["listMyRooms", "readDesk"] });
  const create = useDeed("createRoom", { done: words.created, refresh: ["listMyRooms"] });
  const busy = create.isPending || announce.isPending;
  const save = (input: Parameters<typeof create.mutate>[0], announced: boolean) =>
    create.mutate(input, {
      onSuccess: ({ id: roomId }) => {
        if (announced) announce.mutate({ roomId });
        void navigate({ to: "/studio/rooms/$roomId", params: { roomId } });
      },
    });
  return { save, busy };
}

function RoomForm() {
  const words = useWords("studio");
  const [form] = Form.useForm<Fields>();
  const [cover, setCover] = useState<Uploaded[]>([]);
  const [goods, setGoods] = useState<Pickable[]>([]);
  const { save, busy } = useCreate();
  const submit = async (announced: boolean) => {
    const fields = await form.validateFields().catch(() => form.scrollToField("title"));
    if (!fields) return;
    const { title, intro, plannedAt } = fields;
    const optional = {
      ...(cover[0] ? { coverUploadId: cover[0].id } : {}),
      ...(plannedAt ? { plannedAt: plannedAt.toISOString() } : {}),
    };
    save({ title, intro: intro ?? "", productIds: goods.map((one) => one.id), ...optional }, announced);
  };
  return (
    <div className={page.stack}>
      <Form form={form} layout="vertical" size="large" requiredMark={false} className={`${page.card} ${styles.form}`}>
        <div>
          <Form.Item
            name="title"
            label={words.roomTitle}
            validateTrigger="onBlur"
            rules={[{ required: true, whitespace: true, min: 2, max: 40, message: words.roomTitleWrong }]}
          >
            <Input maxLength={40} showCount placeholder={words.roomTitleHint} />
          </Form.Item>
          <Form.Item name="intro" label={words.intro}>
            <Input.TextArea
              maxLength={200}
              showCount
              placeholder={words.introHint}
              autoSize={{ minRows: 2, maxRows: 4 }}
            />
          </Form.Item>
          <Form.Item
            name="plannedAt"
            label={words.plannedAt}
            rules={[
              {
                validator: (_, value: Picked | null | undefined) =>
                  value && value.valueOf() < serverNow()
                    ? Promise.reject(new Error(words.plannedPast))
                    : Promise.resolve(),
              },
            ]}
          >
            <DatePicker showTime={{ format: "HH:mm" }} format="YYYY-MM-DD HH:mm" className={styles.when ?? ""} />
          </Form.Item>
        </div>
        <Form.Item label={words.cover} extra={words.coverHint}>
          <Uploader value={cover} most={1} onChange={setCover} send={sendPicture} label={words.upload} />
        </Form.Item>
      </Form>
      <GoodsChoice goods={goods} onChange={setGoods} />
      <footer className={styles.foot}>
        <Button loading={busy} onClick={() => void submit(true)}>
          {words.saveAndAnnounce}
        </Button>
        <Button type="primary" loading={busy} onClick={() => void submit(false)}>
          {words.save}
        </Button>
      </footer>
    </div>
  );
}
