import { Button, Drawer, Form, Input, Select, Tabs } from "antd";
import { useState } from "react";
import { Empty } from "../../../kit/empty.tsx";
import { ErrorState } from "../../../kit/error-state.tsx";
import { dateTime } from "../../../kit/format.ts";
import { SkeletonRows } from "../../../kit/skeleton.tsx";
import { toast } from "../../../kit/toast.tsx";
import { useQueryOf } from "../../../kit/use-api.ts";
import { useWords } from "../../../kit/words.ts";
import { useDeed } from "../../parts/use-deed.ts";
import styles from "./comments.module.css";
import type { Desk } from "./desk-feed.ts";

type Props = { desk: Desk; open: boolean; onClose: () => void };

/** Who is silenced, which words do not pass, who helps. */
export function ManageDrawer({ desk, open, onClose }: Props) {
  const words = useWords("desk");
  const items = [
    { key: "silenced", label: words.silenced, children: <Silenced roomId={desk.id} /> },
    { key: "words", label: words.blockedWords, children: <BlockedWords desk={desk} /> },
    { key: "moderators", label: words.moderators, children: <Moderators desk={desk} /> },
  ];
  return (
    <Drawer open={open} onClose={onClose} title={words.manage} size={420} destroyOnHidden>
      <Tabs items={desk.role === "host" ? items : items.slice(0, 2)} />
    </Drawer>
  );
}

function Silenced({ roomId }: { roomId: string }) {
  const words = useWords("desk");
  const list = useQueryOf("listSilences", { roomId });
  const lift = useDeed("liftSilence", { done: words.lifted, refresh: ["listSilences"] });
  if (list.error) return <ErrorState problem={list.error} onRetry={() => void list.refetch()} />;
  if (!list.data) return <SkeletonRows rows={3} picture={8} />;
  if (list.data.items.length === 0) return <Empty icon="chat" title={words.noSilenced} hint={words.silencedHint} />;
  return (
    <>
      <p className={styles.hint}>{words.silencedHint}</p>
      <ul>
        {list.data.items.map((one) => (
          <li key={one.id} className={styles.person} aria-label={one.name}>
            <span>
              <b>{one.name}</b>
              <small>
                {one.until ? words.kindMute(dateTime(one.until)) : words.kindBan} · {one.reason}
              </small>
            </span>
            <Button onClick={() => lift.mutate({ roomId, muteId: one.id })}>{words.lift}</Button>
          </li>
        ))}
      </ul>
    </>
  );
}

function BlockedWords({ desk }: { desk: Desk }) {
  const words = useWords("desk");
  const [list, setList] = useState(desk.blockedWords);
  const save = useDeed("setRoomWords", { done: words.savedWords, refresh: ["readDesk"] });
  return (
    <div className={styles.stack}>
      <p className={styles.hint}>{words.blockedWordsHint}</p>
      <Select
        mode="tags"
        size="large"
        open={false}
        suffixIcon={null}
        value={list}
        maxCount={100}
        tokenSeparators={["，", ",", " "]}
        placeholder={words.blockedWordsPlaceholder}
        aria-label={words.blockedWords}
        onChange={(next: string[]) => setList([...new Set(next.map((one) => one.trim().slice(0, 40)).filter(Boolean))])}
      />
      <Button type="primary" loading={save.isPending} onClick={() => save.mutate({ roomId: desk.id, words: list })}>
        {words.saveWords}
      </Button>
    </div>
  );
}

function Moderators({ desk }: { desk: Desk }) {
  const words = useWords("desk");
  const [form] = Form.useForm<{ phone: string }>();
  const add = useDeed("addModerator", {
    refresh: ["readDesk"],
    onDone: ({ name }) => {
      form.resetFields();
      toast({ text: words.addedModerator(name), look: "good" });
    },
  });
  return (
    <div className={styles.stack}>
      <p className={styles.hint}>{words.moderatorsHint}</p>
      <Form
        form={form}
        layout="vertical"
        size="large"
        requiredMark={false}
        onFinish={({ phone }) => add.mutate({ roomId: desk.id, phone })}
      >
        <Form.Item
          name="phone"
          label={words.moderatorPhone}
          validateTrigger="onBlur"
          rules={[{ required: true, pattern: /^1[3-9]\d{9}$/, message: words.phoneWrong }]}
        >
          <Input inputMode="numeric" maxLength={11} />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={add.isPending}>
          {words.addModerator}
        </Button>
      </Form>
      {desk.moderators.length === 0 ? <p className={styles.hint}>{words.noModerators}</p> : null}
      <ul>
        {desk.moderators.map((one) => (
          <li key={one.personId} className={styles.person}>
            <b>{one.name}</b>
          </li>
        ))}
      </ul>
    </div>
  );
}
