import { Icon } from "../../../kit/icon.tsx";
import { useWords } from "../../../kit/words.ts";
import { maskedPhone } from "../../addresses/phone.ts";
import type { OrderPage } from "../../orders/order-deeds.ts";
import styles from "./order.module.css";

export function Receiver({ receiver }: { receiver: OrderPage["receiver"] }) {
  const words = useWords("orders");
  return (
    <section className={styles.receiver} aria-label={words.receiver}>
      <Icon name="pin" size={22} />
      <p>
        <b>{receiver.name}</b> {maskedPhone(receiver.phone)}
        <small>{`${receiver.region} ${receiver.street}`}</small>
      </p>
    </section>
  );
}
