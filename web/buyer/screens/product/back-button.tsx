import { useCanGoBack, useRouter } from "@tanstack/react-router";
import { Icon } from "../../../kit/icon.tsx";
import { useWords } from "../../../kit/words.ts";
import styles from "./product.module.css";

/** Floats over the picture, so that the picture begins at the very top. */
export function BackButton() {
  const words = useWords("kit");
  const router = useRouter();
  const canGoBack = useCanGoBack();
  const leave = () => (canGoBack ? router.history.back() : void router.navigate({ to: "/" }));
  return (
    <div className={styles.over}>
      <button type="button" className={styles.back} onClick={leave} aria-label={words.back}>
        <Icon name="back" size={22} />
      </button>
    </div>
  );
}
