import { useSyncExternalStore } from "react";
import { Icon } from "./icon.tsx";
import styles from "./offline-bar.module.css";
import { useWords } from "./words.ts";

function subscribe(listener: () => void) {
  addEventListener("online", listener);
  addEventListener("offline", listener);
  return () => {
    removeEventListener("online", listener);
    removeEventListener("offline", listener);
  };
}

export const useOnline = () => useSyncExternalStore(subscribe, () => navigator.onLine);

export function OfflineBar({ text, show }: { text?: string; show?: boolean }) {
  const words = useWords("kit");
  const online = useOnline();
  if (!(show ?? !online)) return null;
  return (
    <div className={styles.bar} role="status">
      <Icon name="offline" size={18} />
      {text ?? words.offline}
    </div>
  );
}
