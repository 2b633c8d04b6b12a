import { Checkbox, Input, Modal } from "antd";
import { useEffect, useState } from "react";
import { useWords } from "../../../kit/words.ts";
import styles from "./reviews.module.css";
import type { Reviewed } from "./reviews.tsx";

type Props = {
  open: boolean;
  shop: Reviewed;
  busy: boolean;
  onClose: () => void;
  onReject: (reasons: { field: string; reason: string }[]) => void;
};

const licensed = ["licenceNumber", "licenceUploadId"];
const fieldsOf = (shop: Reviewed): string[] =>
  ["name", "intro", "kind", ...licensed, "logoUploadId"].filter(
    (field) => shop.kind !== "individual" || !licensed.includes(field),
  );

/** A reason for each field that must be mended: the applicant reads it beside that field. */
export function RejectDialog({ open, shop, busy, onClose, onReject }: Props) {
  const words = useWords("console");
  const kit = useWords("kit");
  const { fields } = useWords("seller");
  const [reasons, setReasons] = useState<Record<string, string>>({});
  useEffect(() => setReasons({}), [open]);
  const named = Object.entries(reasons).map(([field, reason]) => ({ field, reason: reason.trim() }));
  const ready = named.length > 0 && named.every(({ reason }) => reason !== "");
  const pick = (field: string, on: boolean) =>
    setReasons(({ [field]: _, ...rest }) => (on ? { ...rest, [field]: "" } : rest));
  return (
    <Modal
      open={open}
      title={words.rejectTitle(shop.name)}
      okText={words.reject}
      okButtonProps={{ danger: true, disabled: !ready, loading: busy }}
      cancelText={kit.cancel}
      onCancel={onClose}
      onOk={() => onReject(named)}
      width={520}
    >
      <p className={styles.hint}>{words.rejectHint}</p>
      <div className={styles.fields}>
        {fieldsOf(shop).map((field) => (
          <div key={field}>
            <Checkbox checked={reasons[field] !== undefined} onChange={(event) => pick(field, event.target.checked)}>
              {fields[field]}
            </Checkbox>
            {reasons[field] === undefined ? null : (
              <Input
                autoFocus
                value={reasons[field]}
                maxLength={200}
                size="large"
                placeholder={words.reasonPlaceholder}
                aria-label={words.reasonFor(fields[field] ?? field)}
                onChange={(event) => setReasons({ ...reasons, [field]: event.target.value })}
              />
            )}
          </div>
        ))}
      </div>
    </Modal>
  );
}
