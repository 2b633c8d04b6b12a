import { useState } from "react";
import { Countdown } from "../../kit/countdown.tsx";
import { Icon } from "../../kit/icon.tsx";
import { useWords } from "../../kit/words.ts";
import styles from "./checkout.module.css";
import type { Fault, Line } from "./checkout-lines.ts";

/** What is held for this buyer, and for how long: a pass through the line, or an offer of the waitlist. */
export function HeldBand({ lines, fault }: { lines: Line[]; fault: Fault | undefined }) {
  const words = useWords("drop");
  const held = lines.find((line) => line.until !== undefined && (line.pass || line.waitId));
  const [over, setOver] = useState<string>();
  if (!held?.until || over === held.until || fault?.kind === "drop") return null;
  return (
    <p className={styles.held} role="status">
      <Icon name="clock" size={18} />
      <span>{held.waitId ? words.offerUntil : words.passUntil}</span>
      <Countdown until={held.until} look="boxes" onEnd={() => setOver(held.until)} />
    </p>
  );
}
