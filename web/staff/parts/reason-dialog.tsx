import { Form, Input, Modal, Tag } from "antd";
import { type ReactNode, useEffect, useState } from "react";
import { useWords } from "../../kit/words.ts";

type Props = {
  open: boolean;
  title: string;
  hint?: ReactNode;
  /** The name of the field, and reasons that are often given. */
  label: string;
  usual?: readonly string[];
  confirmLabel: string;
  danger?: boolean;
  optional?: boolean;
  busy?: boolean;
  max?: number;
  onClose: () => void;
  onConfirm: (reason: string) => void;
};

/** A deed that must say why: what is written here is kept beside the deed. */
export function ReasonDialog({ open, title, hint, label, usual = [], confirmLabel, ...rest }: Props) {
  const { danger = false, optional = false, busy = false, max = 200, onClose, onConfirm } = rest;
  const kit = useWords("kit");
  const [reason, setReason] = useState("");
  useEffect(() => setReason(""), [open]);
  return (
    <Modal
      open={open}
      title={title}
      onCancel={onClose}
      onOk={() => onConfirm(reason.trim())}
      okText={confirmLabel}
      okButtonProps={{ danger, disabled: !optional && reason.trim() === "", loading: busy }}
      cancelText={kit.cancel}
      width={480}
    >
      {hint ? <p style={{ color: "var(--ink-3)", marginBottom: "var(--s3)" }}>{hint}</p> : null}
      {usual.length > 0 ? (
        <div style={{ display: "flex", flexWrap: "wrap", gap: "var(--s2)", marginBottom: "var(--s3)" }}>
          {usual.map((one) => (
            <Tag.CheckableTag key={one} checked={reason === one} onChange={() => setReason(one)}>
              {one}
            </Tag.CheckableTag>
          ))}
        </div>
      ) : null}
      <Form layout="vertical">
        <Form.Item label={label} style={{ marginBottom: "var(--s6)" }}>
          <Input.TextArea
            value={reason}
            maxLength={max}
            showCount
            autoSize={{ minRows: 2, maxRows: 5 }}
            aria-label={label}
            onChange={(event) => setReason(event.target.value)}
          />
        </Form.Item>
      </Form>
    </Modal>
  );
}
