import { InputNumber } from "antd";

type Props = {
  /** Fen; null while nothing is written. */
  value?: number | null;
  onChange?: (fen: number | null) => void;
  label: string;
  bad?: boolean;
  size?: "small" | "middle" | "large";
  disabled?: boolean;
  /** Given by Form.Item, so that its label leads here. */
  id?: string;
};

/** People write yuan, the house counts fen. */
export function YuanInput({ value = null, onChange, label, bad = false, size = "middle", disabled, id }: Props) {
  return (
    <InputNumber<number>
      {...(id === undefined ? {} : { id })}
      value={value === null ? null : value / 100}
      min={0}
      max={10_000_000}
      precision={2}
      controls={false}
      prefix="¥"
      size={size}
      disabled={disabled ?? false}
      status={bad ? "error" : ""}
      aria-label={label}
      style={{ width: "100%" }}
      onChange={(yuan) => onChange?.(yuan === null ? null : Math.round(yuan * 100))}
    />
  );
}
