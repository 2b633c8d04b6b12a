import { Icon } from "../../../kit/icon.tsx";
import { toast } from "../../../kit/toast.tsx";
import { useWords } from "../../../kit/words.ts";
import styles from "./order.module.css";

export function CopyButton({ text }: { text: string }) {
  const words = useWords("orders");
  const copy = () => void navigator.clipboard.writeText(text).then(() => toast({ text: words.copied, look: "good" }));
  return (
    <button type="button" className={styles.copy} onClick={copy} aria-label={`${words.copy} ${text}`}>
      <Icon name="copy" size={16} />
    </button>
  );
}
