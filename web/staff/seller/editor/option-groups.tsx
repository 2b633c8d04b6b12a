import { Button, Input } from "antd";
import { Icon } from "../../../kit/icon.tsx";
import { useWords } from "../../../kit/words.ts";
import styles from "./editor.module.css";
import { useFaultText } from "./field.tsx";
import { type Choice, type Group, newKey, type Said } from "./sku-matrix.ts";

const MOST_GROUPS = 3;
type Props = { groups: Group[]; onChange: (groups: Group[]) => void };

/** What a buyer chooses between: up to three groups, each with its values in both languages. */
export function OptionGroups({ groups, onChange }: Props) {
  const words = useWords("goods");
  const faultText = useFaultText();
  const change = (key: string, next: Partial<Group>) =>
    onChange(groups.map((group) => (group.key === key ? { ...group, ...next } : group)));
  const add = () =>
    onChange([...groups, { key: newKey(), name: { zh: "", en: "" }, values: [{ key: newKey(), zh: "", en: "" }] }]);
  return (
    <>
      {groups.map((group, n) => {
        const fault = faultText(`/groups/${n}`);
        return (
          <div key={group.key} className={styles.group} role="group" aria-label={words.optionGroup(n + 1)}>
            <div className={styles.groupHead}>
              <Both
                said={group.name}
                label={words.optionName}
                max={20}
                onChange={(name) => change(group.key, { name })}
              />
              <Button type="text" danger onClick={() => onChange(groups.filter((one) => one.key !== group.key))}>
                {words.removeGroup}
              </Button>
            </div>
            <Values values={group.values} onChange={(values) => change(group.key, { values })} />
            {fault ? (
              <p className={styles.fault} role="alert">
                {fault}
              </p>
            ) : null}
          </div>
        );
      })}
      {groups.length < MOST_GROUPS ? (
        <div className={styles.field}>
          <div>
            <Button onClick={add} icon={<Icon name="plus" size={16} />}>
              {words.addGroup}
            </Button>
          </div>
          <p className={styles.hint}>{words.groupsHint}</p>
        </div>
      ) : null}
    </>
  );
}

function Values({ values, onChange }: { values: Choice[]; onChange: (values: Choice[]) => void }) {
  const words = useWords("goods");
  const kit = useWords("kit");
  const change = (key: string, said: Said) =>
    onChange(values.map((value) => (value.key === key ? { ...said, key } : value)));
  return (
    <div className={styles.values}>
      {values.map((value) => (
        <span key={value.key} className={styles.value}>
          <Both said={value} label={words.optionValue} max={30} onChange={(said) => change(value.key, said)} />
          <Button
            type="text"
            aria-label={`${kit.remove} ${value.zh}`}
            icon={<Icon name="close" size={14} />}
            onClick={() => onChange(values.filter((one) => one.key !== value.key))}
          />
        </span>
      ))}
      <Button
        onClick={() => onChange([...values, { key: newKey(), zh: "", en: "" }])}
        icon={<Icon name="plus" size={16} />}
      >
        {words.addValue}
      </Button>
    </div>
  );
}

type BothProps = { said: Said; label: string; max: number; onChange: (said: Said) => void };

const Both = ({ said, label, max, onChange }: BothProps) => {
  const words = useWords("goods");
  return (
    <>
      <span>
        <Input
          value={said.zh}
          maxLength={max}
          placeholder={label}
          aria-label={words.inChinese(label)}
          onChange={(event) => onChange({ zh: event.target.value, en: said.en })}
        />
      </span>
      <span>
        <Input
          value={said.en}
          maxLength={max}
          placeholder={words.englishOptional}
          aria-label={words.inEnglish(label)}
          onChange={(event) => onChange({ zh: said.zh, en: event.target.value })}
        />
      </span>
    </>
  );
};
