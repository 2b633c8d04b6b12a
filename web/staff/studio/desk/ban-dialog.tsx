import { Input, Modal, Tag } from "antd";
import { useEffect, useState } from "react";
import { useWords } from "../../../kit/words.ts";
import styles from "./comments.module.css";
import type { Comment } from "./desk-feed.ts";

type Props = { comment: Comment | null; onClose: () => void; onBan: (comment: Comment, reason: string) => void };

/** A ban needs a reason: it is kept beside the ban. */
export function BanDialog({ comment, onClose, onBan }: Props) {
  const words = useWords("desk");
  const kit = useWords("kit");
  const [reason, setReason] = useState("");
  useEffect(() => setReason(""), [comment]);
  const confirm = () => {
    if (comment) onBan(comment, reason.trim());
    onClose();
  };
  return (
    <Modal
      open={comment !== null}
      title={words.banTitle(comment?.name ?? "")}
      onCancel={onClose}
      onOk={confirm}
      okText={words.banConfirm}
      okButtonProps={{ danger: true, disabled: reason.trim() === "" }}
      cancelText={kit.cancel}
      width={440}
    >
      <p className={styles.hint}>{words.banHint}</p>
      <blockquote className={styles.quote}>{comment?.text}</blockquote>
      <div className={styles.reasons}>
        {words.banReasons.map((one) => (
          <Tag.CheckableTag key={one} checked={reason === one} onChange={() => setReason(one)}>
            {one}
          </Tag.CheckableTag>
        ))}
      </div>
      <Input
        size="large"
        value={reason}
        maxLength={100}
        aria-label={words.banReason}
        placeholder={words.banReason}
        onChange={(event) => setReason(event.target.value)}
      />
    </Modal>
  );
}
