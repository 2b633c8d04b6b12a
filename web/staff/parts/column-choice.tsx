import { Button, Checkbox, Popover } from "antd";
import { useState } from "react";
import { useWords } from "../../kit/words.ts";
import type { DataColumn } from "./data-columns.tsx";
import styles from "./data-page.module.css";

/** Which columns a person sees, kept on this machine under the page's name. */
export function useColumnChoice<Row>(page: string, columns: DataColumn<Row>[]) {
  const place = `columns:${page}`;
  const usual = columns.filter((column) => !column.extra).map((column) => column.key);
  const [chosen, setChosen] = useState<string[]>(() => {
    const kept = localStorage.getItem(place)?.split(",") ?? [];
    const known = kept.filter((key) => columns.some((column) => column.key === key));
    return known.length > 0 ? known : usual;
  });
  const choose = (keys: string[]) => {
    localStorage.setItem(place, keys.join(","));
    setChosen(keys);
  };
  return { shown: columns.filter((column) => chosen.includes(column.key)), chosen, choose };
}

type Props = { columns: { key: string; title: string }[]; chosen: string[]; onChange: (keys: string[]) => void };

export function ColumnChoice({ columns, chosen, onChange }: Props) {
  const words = useWords("kit");
  const list = (
    <Checkbox.Group
      className={styles.columnList ?? ""}
      options={columns.map((column) => ({
        value: column.key,
        label: column.title,
        disabled: chosen.length === 1 && chosen[0] === column.key,
      }))}
      value={chosen}
      onChange={(keys) => onChange(keys.map(String))}
    />
  );
  return (
    <Popover content={list} trigger="click" placement="bottomRight">
      <Button>{words.columns}</Button>
    </Popover>
  );
}
