import { Toast } from "@base-ui/react/toast";
import { useEffect } from "react";
import { Icon } from "./icon.tsx";
import { serveToasts, type ToastLook, type ToastWish } from "./toast.tsx";
import styles from "./toast.module.css";

const manager = Toast.createToastManager<{ look: ToastLook }>();
const show = ({ text, look = "plain", actionLabel, onAction }: ToastWish) => {
  const action = actionLabel ? { actionProps: { children: actionLabel, onClick: onAction } } : {};
  manager.add({
    title: text,
    timeout: actionLabel ? 6000 : 2600,
    priority: look === "bad" ? "high" : "low",
    data: { look },
    ...action,
  });
};

function List() {
  const { toasts } = Toast.useToastManager<{ look: ToastLook }>();
  return toasts.map((one) => {
    const look = one.data?.look ?? "plain";
    return (
      <Toast.Root key={one.id} toast={one} className={`${styles.toast} ${styles[look]}`}>
        {look === "plain" ? null : <Icon name={look === "good" ? "check" : "alert"} size={18} weight={2.2} />}
        <Toast.Title className={styles.text} />
        {one.actionProps ? <Toast.Action className={styles.action} /> : null}
      </Toast.Root>
    );
  });
}

export default function ToastList() {
  // After the provider listens: what is added before is heard by nobody.
  useEffect(() => serveToasts(show), []);
  return (
    <Toast.Provider toastManager={manager} limit={3}>
      <Toast.Portal>
        <Toast.Viewport className={styles.viewport}>
          <List />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  );
}
