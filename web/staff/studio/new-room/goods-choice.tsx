import { Button } from "antd";
import { Empty } from "../../../kit/empty.tsx";
import { money } from "../../../kit/format.ts";
import { Icon } from "../../../kit/icon.tsx";
import { Picture } from "../../../kit/picture.tsx";
import { useWords } from "../../../kit/words.ts";
import { useTitle } from "../../parts/tongue.ts";
import page from "../parts/page.module.css";
import { type Pickable, ProductPicker } from "../parts/product-picker.tsx";
import { moved, useDragOrder } from "../parts/use-drag-order.ts";
import styles from "./new-room.module.css";

type Props = { goods: Pickable[]; onChange: (goods: Pickable[]) => void };

/** What the bag will hold, in the order of its numbers. */
export function GoodsChoice({ goods, onChange }: Props) {
  const words = useWords("studio");
  const ids = goods.map((one) => one.id);
  const order = (next: string[]) => onChange(next.flatMap((id) => goods.find((one) => one.id === id) ?? []));
  const { rowProps } = useDragOrder(ids, order);
  return (
    <div className={page.card}>
      <h2>{words.goods}</h2>
      <p className={styles.hint}>{words.goodsHint}</p>
      <div className={styles.goods}>
        <ProductPicker
          taken={new Set(ids)}
          onPick={(product) => onChange([...goods, product])}
          pickLabel={words.pick}
          takenLabel={words.picked}
        />
        <div className={styles.chosen}>
          <b>{words.chosenGoods(goods.length)}</b>
          {goods.length === 0 ? <Empty icon="bag" title={words.noChosen} hint={words.noChosenHint} /> : null}
          <ol aria-label={words.goods}>
            {goods.map((product, index) => (
              <ChosenRow
                key={product.id}
                product={product}
                number={index + 1}
                drag={rowProps(product.id)}
                onMove={(by) => order(moved(ids, product.id, index + by))}
                onRemove={() => onChange(goods.filter((one) => one.id !== product.id))}
              />
            ))}
          </ol>
        </div>
      </div>
    </div>
  );
}

type RowProps = {
  product: Pickable;
  number: number;
  drag: object;
  onMove: (by: number) => void;
  onRemove: () => void;
};

function ChosenRow({ product, number, drag, onMove, onRemove }: RowProps) {
  const words = useWords("studio");
  const title = useTitle()(product);
  return (
    <li className={styles.row} {...drag} aria-label={title}>
      <span className={styles.number}>{number}</span>
      <span className={styles.picture}>
        <Picture src={product.pictureUrl} alt="" radius={8} />
      </span>
      <span className={styles.text}>
        <b title={title}>{title}</b>
        <small>{money(product.priceMinFen)}</small>
      </span>
      <Button
        type="text"
        aria-label={words.up}
        icon={<Icon name="down" size={18} className={styles.up} />}
        onClick={() => onMove(-1)}
      />
      <Button type="text" aria-label={words.down} icon={<Icon name="down" size={18} />} onClick={() => onMove(1)} />
      <Button type="text" aria-label={words.takeOut} icon={<Icon name="close" size={18} />} onClick={onRemove} />
    </li>
  );
}
