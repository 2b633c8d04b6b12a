import { useState } from "react";
import { Icon } from "./icon.tsx";
import styles from "./region-cascader.module.css";
import { Sheet } from "./sheet.tsx";
import { useWords } from "./words.ts";

export type Region = { code: string; name: string; children?: Region[] | undefined };
type Props = {
  regions: Region[];
  value: string[];
  onChange: (codes: string[], names: string[]) => void;
  label?: string;
};

/** The chosen regions, from the country's parts down; stops where a code is not known. */
export function regionPath(regions: Region[], codes: string[]): Region[] {
  const path: Region[] = [];
  let level: Region[] | undefined = regions;
  for (const code of codes) {
    const found: Region | undefined = level?.find((region) => region.code === code);
    if (!found) break;
    path.push(found);
    level = found.children;
  }
  return path;
}

export function RegionCascader({ regions, value, onChange, label }: Props) {
  const words = useWords("kit");
  const [open, setOpen] = useState(false);
  const names = regionPath(regions, value).map((region) => region.name);
  return (
    <div className={styles.field}>
      <span className={styles.label}>{label ?? words.region}</span>
      <button type="button" className={styles.box} onClick={() => setOpen(true)} aria-haspopup="dialog">
        <span className={names.length > 0 ? "" : styles.hint}>{names.join(" ") || words.chooseRegion}</span>
        <Icon name="next" size={16} />
      </button>
      <Sheet open={open} onClose={() => setOpen(false)} title={words.chooseRegion} height="70dvh">
        <Levels
          regions={regions}
          value={value}
          onDone={(path) => {
            onChange(
              path.map((region) => region.code),
              path.map((region) => region.name),
            );
            setOpen(false);
          }}
        />
      </Sheet>
    </div>
  );
}

function Levels({ regions, value, onDone }: { regions: Region[]; value: string[]; onDone: (path: Region[]) => void }) {
  const words = useWords("kit");
  const [codes, setCodes] = useState(value);
  const path = regionPath(regions, codes);
  const leaf = path.length > 0 && !path.at(-1)?.children?.length;
  const [level, setLevel] = useState(leaf ? path.length - 1 : path.length);
  const shown = level === 0 ? regions : (path[level - 1]?.children ?? []);
  const choose = (region: Region) => {
    const next = [...path.slice(0, level), region];
    setCodes(next.map((one) => one.code));
    if (region.children?.length) setLevel(level + 1);
    else onDone(next);
  };
  return (
    <>
      <div className={styles.crumbs}>
        {path.map((region, index) => (
          <button
            key={region.code}
            type="button"
            className={index === level ? styles.crumbNow : styles.crumb}
            onClick={() => setLevel(index)}
          >
            {region.name}
          </button>
        ))}
        {leaf ? null : (
          <span className={level === path.length ? styles.crumbNow : styles.crumb}>{words.choose("")}</span>
        )}
      </div>
      <ul className={styles.list}>
        {shown.map((region) => {
          const chosen = path[level]?.code === region.code;
          return (
            <li key={region.code}>
              <button
                type="button"
                className={chosen ? styles.chosen : styles.region}
                aria-pressed={chosen}
                onClick={() => choose(region)}
              >
                {region.name}
                {chosen ? <Icon name="check" size={18} weight={2.2} /> : null}
              </button>
            </li>
          );
        })}
      </ul>
    </>
  );
}
