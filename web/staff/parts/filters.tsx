import { Button, Input, Select } from "antd";
import { useEffect, useState } from "react";
import { Icon } from "../../kit/icon.tsx";
import { useWords } from "../../kit/words.ts";
import styles from "./data-page.module.css";

export type Filter =
  | { name: string; label: string; kind: "text" }
  | { name: string; label: string; kind: "choice"; options: { value: string; label: string }[] }
  | { name: string; label: string; kind: "day" };
export type FilterValues = Record<string, string | undefined>;

type Props = { filters: Filter[]; values: FilterValues; onChange: (change: FilterValues) => void };

/** Choices act at once; text acts on Enter or when the field is left. */
export function Filters({ filters, values, onChange }: Props) {
  const words = useWords("kit");
  const chosen = filters.some((filter) => values[filter.name]);
  return (
    <search className={styles.filters}>
      {filters.map((filter) => (
        <FilterField key={filter.name} filter={filter} value={values[filter.name]} onChange={onChange} />
      ))}
      {chosen ? (
        <Button
          type="text"
          onClick={() => onChange(Object.fromEntries(filters.map((filter) => [filter.name, undefined])))}
        >
          {words.reset}
        </Button>
      ) : null}
    </search>
  );
}

function FilterField({
  filter,
  value,
  onChange,
}: {
  filter: Filter;
  value: string | undefined;
  onChange: Props["onChange"];
}) {
  const [text, setText] = useState(value ?? "");
  useEffect(() => setText(value ?? ""), [value]);
  const say = (next: string | undefined) => onChange({ [filter.name]: next || undefined });
  if (filter.kind === "choice") {
    return (
      <Select
        allowClear
        placeholder={filter.label}
        aria-label={filter.label}
        value={value ?? null}
        options={filter.options}
        onChange={(next: string | null) => say(next ?? undefined)}
        className={styles.choice ?? ""}
      />
    );
  }
  if (filter.kind === "day") {
    return (
      <label className={styles.day}>
        <span>{filter.label}</span>
        <Input type="date" value={value ?? ""} onChange={(event) => say(event.target.value)} />
      </label>
    );
  }
  return (
    <Input
      allowClear
      placeholder={filter.label}
      aria-label={filter.label}
      prefix={<Icon name="search" size={16} />}
      value={text}
      onChange={(event) => (event.target.value === "" ? say(undefined) : undefined, setText(event.target.value))}
      onPressEnter={() => say(text.trim())}
      onBlur={() => text.trim() !== (value ?? "") && say(text.trim())}
      className={styles.text ?? ""}
    />
  );
}
