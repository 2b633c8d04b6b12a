import { Button, Input, InputNumber } from "antd";
import { useContext } from "react";
import { useWords } from "../../../kit/words.ts";
import { YuanInput } from "../../parts/yuan-input.tsx";
import styles from "./editor.module.css";
import { FaultContext, useFaultText } from "./field.tsx";
import { type Cells, cellsAt, type Combo, combosOf, type DraftForm } from "./sku-matrix.ts";

type Props = { form: DraftForm; onChange: (cells: DraftForm["cells"]) => void };

/** One row per choice; the first row's values can be given to all. */
export function SkuRows({ form, onChange }: Props) {
  const words = useWords("goods");
  const faultText = useFaultText();
  const combos = combosOf(form.groups);
  const set = (combo: Combo, next: Partial<Cells>) =>
    onChange({ ...form.cells, [combo.key]: { ...cellsAt(form, combo), ...next } });
  const first = combos[0];
  const spread = () => {
    if (!first) return;
    const { id: _, pictureUploadId: __, code: ___, ...same } = cellsAt(form, first);
    onChange(Object.fromEntries(combos.map((combo) => [combo.key, { ...cellsAt(form, combo), ...same }])));
  };
  // Faults of single rows stand in their rows.
  const whole = useContext(FaultContext).some(({ pointer }) => pointer === "/draft/skus") && faultText("/draft/skus");
  return (
    <div className={styles.matrix}>
      <table>
        <thead>
          <tr>
            <th>{words.sku}</th>
            <th>{words.price} *</th>
            <th>{words.marketPrice}</th>
            <th>{words.code}</th>
            <th>{words.weight}</th>
            <th>{words.limit}</th>
          </tr>
        </thead>
        <tbody>
          {combos.map((combo, n) => (
            <Row
              key={combo.key}
              combo={combo}
              index={n}
              cells={cellsAt(form, combo)}
              onSet={(next) => set(combo, next)}
            />
          ))}
        </tbody>
      </table>
      {whole ? (
        <p className={styles.fault} role="alert">
          {whole}
        </p>
      ) : null}
      {combos.length > 1 ? (
        <Button type="link" onClick={spread}>
          {words.spread}
        </Button>
      ) : null}
    </div>
  );
}

type RowProps = { combo: Combo; index: number; cells: Cells; onSet: (next: Partial<Cells>) => void };

function Row({ combo, index, cells, onSet }: RowProps) {
  const words = useWords("goods");
  const faultText = useFaultText();
  const name = combo.choices.map(({ value }) => value.zh || "—").join(" · ") || words.onlyChoice;
  const at = (field: string) => faultText(`/draft/skus/${index}/${field}`);
  const label = (field: string) => `${name} ${field}`;
  const price = at("priceFen");
  const market = at("marketPriceFen");
  const option = at("options") ?? at("id");
  return (
    <tr>
      <td>
        <b title={name}>{name}</b>
        <Wrong text={option} />
      </td>
      <td>
        <YuanInput
          value={cells.priceFen}
          label={label(words.price)}
          bad={Boolean(price)}
          onChange={(priceFen) => onSet({ priceFen })}
        />
        <Wrong text={price} />
      </td>
      <td>
        <YuanInput
          value={cells.marketPriceFen}
          label={label(words.marketPrice)}
          bad={Boolean(market)}
          onChange={(marketPriceFen) => onSet({ marketPriceFen })}
        />
        <Wrong text={market} />
      </td>
      <td>
        <Input
          value={cells.code}
          maxLength={40}
          aria-label={label(words.code)}
          onChange={(event) => onSet({ code: event.target.value })}
        />
      </td>
      <td>
        <InputNumber<number>
          value={cells.weightGrams}
          min={0}
          max={1_000_000}
          precision={0}
          controls={false}
          suffix="g"
          aria-label={label(words.weight)}
          onChange={(weightGrams) => onSet({ weightGrams })}
        />
      </td>
      <td>
        <InputNumber<number>
          value={cells.perBuyerLimit}
          min={1}
          max={999}
          precision={0}
          controls={false}
          placeholder={words.unlimited}
          aria-label={label(words.limit)}
          onChange={(perBuyerLimit) => onSet({ perBuyerLimit })}
        />
      </td>
    </tr>
  );
}

const Wrong = ({ text }: { text: string | undefined }) =>
  text ? (
    <p className={styles.fault} role="alert">
      {text}
    </p>
  ) : null;
