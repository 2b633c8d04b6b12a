import { useQueryOf } from "../../kit/use-api.ts";
import { useWords } from "../../kit/words.ts";
import styles from "./sign-in.module.css";

/** In the demo world no message reaches a phone: this leads to the page that shows them. */
export function DemoCodes() {
  const words = useWords("sign-in");
  const smsUrl = useQueryOf("readDemo", {}, { staleTime: Number.POSITIVE_INFINITY }).data?.smsUrl;
  return smsUrl ? (
    <a className={styles.demo} href={smsUrl} target="_blank" rel="noreferrer">
      {words.demoCodes}
    </a>
  ) : null;
}
