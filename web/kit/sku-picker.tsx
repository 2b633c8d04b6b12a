import { useWords } from "./words.ts";
import { Picture } from "./picture.tsx";
import { Price } from "./price.tsx";
import { type Choice, chosenSku, leadsOn, missingGroup, reachable } from "./sku-choice.ts";
import styles from "./sku-picker.module.css";
import { Stepper } from "./stepper.tsx";

export type SkuOption = { id: string; name: string };
export type SkuGroup = { id: string; name: string; options: SkuOption[] };
export type Sku = {
  id: string;
  optionIds: string[];
  priceFen: number;
  stock: number;
  picture?: string | null | undefined;
};
type Props = {
  groups: SkuGroup[];
  skus: Sku[];
  picture: string | null;
  choice: Choice;
  quantity: number;
  limit?: number | undefined;
  /** What is sold out may be chosen, too: there is a waitlist for it. */
  goneToo?: boolean;
  onChange: (choice: Choice, quantity: number) => void;
};

/** Options of a product. What is sold out is greyed and stays in its place. */
export function SkuPicker({ groups, skus, picture, choice, quantity, limit, goneToo = false, onChange }: Props) {
  const words = useWords("kit");
  const sku = chosenSku(groups, skus, choice);
  const missing = missingGroup(groups, choice);
  const lowest = Math.min(...skus.map((one) => one.priceFen));
  const most = Math.min(sku?.stock ?? 99, limit ?? 99);
  const names = groups.flatMap((group) =>
    group.options.filter((option) => choice[group.id] === option.id).map((option) => option.name),
  );
  const choose = (group: string, option: string) => {
    const next = { ...choice, [group]: choice[group] === option ? undefined : option };
    const found = chosenSku(groups, skus, next);
    onChange(next, found ? Math.max(1, Math.min(quantity, found.stock, limit ?? 99)) : quantity);
  };
  return (
    <div className={styles.picker}>
      <div className={styles.head}>
        <span className={styles.shot}>
          <Picture src={sku?.picture ?? picture} alt="" radius={12} eager />
        </span>
        <div className={styles.facts}>
          <Price fen={sku?.priceFen ?? lowest} size="large" />
          {sku ? (
            <span>{sku.stock > 0 && sku.stock <= 10 ? words.onlyLeft(sku.stock) : words.stockLeft(sku.stock)}</span>
          ) : null}
          <span className={styles.names}>{missing ? words.choose(missing.name) : words.chosen(names.join(" · "))}</span>
        </div>
      </div>
      {groups.map((group) => (
        <fieldset key={group.id} className={styles.group}>
          <legend>{group.name}</legend>
          {group.options.map((option) => {
            const chosen = choice[group.id] === option.id;
            const open = reachable(skus, choice, groups, group.id, option.id);
            const waits = goneToo && leadsOn({ skus, choice, groups }, group.id, option.id);
            return (
              <button
                key={option.id}
                type="button"
                className={`${chosen ? styles.chosen : styles.option} ${open ? "" : styles.gone}`}
                aria-pressed={chosen}
                disabled={!open && !chosen && !waits}
                onClick={() => choose(group.id, option.id)}
              >
                {option.name}
                {open ? null : <small>{words.soldOut}</small>}
              </button>
            );
          })}
        </fieldset>
      ))}
      <div className={styles.amount}>
        <span>{words.quantity}</span>
        {limit === undefined ? null : <small>{words.limitEach(limit)}</small>}
        <Stepper value={quantity} max={Math.max(1, most)} onChange={(next) => onChange(choice, next)} />
      </div>
    </div>
  );
}
