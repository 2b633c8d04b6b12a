import { useCanGoBack, useRouter } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { Icon } from "./icon.tsx";
import styles from "./nav-bar.module.css";
import { useWords } from "./words.ts";

type Props = { title: string; right?: ReactNode; onBack?: () => void; look?: "plain" | "clear"; back?: boolean };

/** Back goes where the person came from, or home when the page was opened by a link. */
export function NavBar({ title, right, onBack, look = "plain", back = true }: Props) {
  const words = useWords("kit");
  const router = useRouter();
  const canGoBack = useCanGoBack();
  const leave = onBack ?? (() => (canGoBack ? router.history.back() : void router.navigate({ to: "/" })));
  return (
    <header className={`${styles.bar} ${styles[look]}`}>
      {back ? (
        <button type="button" className={styles.back} onClick={leave} aria-label={words.back}>
          <Icon name="back" size={22} />
        </button>
      ) : (
        <span className={styles.gap} />
      )}
      <h1 className={styles.title}>{title}</h1>
      <div className={styles.right}>{right}</div>
    </header>
  );
}
