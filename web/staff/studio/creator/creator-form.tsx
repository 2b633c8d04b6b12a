import { Button, Form, Input } from "antd";
import { useState } from "react";
import { Uploader, type Uploaded } from "../../../kit/uploader.tsx";
import { useWords } from "../../../kit/words.ts";
import { useDeed } from "../../parts/use-deed.ts";
import page from "../parts/page.module.css";
import { sendPicture } from "../parts/send-picture.ts";
import styles from "./creator.module.css";

type Fields = { name: string; bio?: string };

/** Opens the person's own channel; `ready` once the real name is verified. */
export function CreatorForm({ ready }: { ready: boolean }) {
  const words = useWords("studio");
  const [avatar, setAvatar] = useState<Uploaded[]>([]);
  const become = useDeed("becomeCreator", { done: words.became, refresh: ["whoAmI", "readCreator"] });
  const submit = ({ name, bio }: Fields) => {
    const picture = avatar[0] ? { avatarUploadId: avatar[0].id } : {};
    become.mutate({ name, bio: bio ?? "", ...picture });
  };
  return (
    <div className={page.card}>
      <h2>{words.profile}</h2>
      <Form
        name="creator"
        layout="vertical"
        requiredMark={false}
        onFinish={submit}
        disabled={!ready}
        size="large"
        className={styles.form ?? ""}
      >
        <Form.Item
          name="name"
          label={words.creatorName}
          validateTrigger="onBlur"
          rules={[{ required: true, whitespace: true, min: 2, max: 20, message: words.creatorNameWrong }]}
        >
          <Input maxLength={20} showCount />
        </Form.Item>
        <Form.Item name="bio" label={words.bio}>
          <Input.TextArea maxLength={200} showCount autoSize={{ minRows: 2, maxRows: 5 }} placeholder={words.bioHint} />
        </Form.Item>
        <Form.Item label={words.avatar}>
          <Uploader value={avatar} most={1} onChange={setAvatar} send={sendPicture} label={words.upload} />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={become.isPending}>
          {words.become}
        </Button>
      </Form>
    </div>
  );
}
