import { Dialog } from "@base-ui/react/dialog";
import { Button } from "./button.tsx";
import type { DialogProps } from "./dialog.tsx";
import styles from "./dialog.module.css";
import { useWords } from "./words.ts";

export default function DialogPopup(props: DialogProps) {
  const words = useWords("kit");
  return (
    <Dialog.Root open={props.open} onOpenChange={(next) => !next && props.onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className={styles.veil} />
        <Dialog.Popup className={styles.dialog}>
          <Dialog.Title className={styles.title}>{props.title}</Dialog.Title>
          {props.children ? (
            <Dialog.Description className={styles.text} render={<div />}>
              {props.children}
            </Dialog.Description>
          ) : null}
          <div className={styles.deeds}>
            <Button look="outline" wide onClick={props.onClose}>
              {props.cancelLabel ?? words.cancel}
            </Button>
            <Button
              look={props.danger ? "danger" : "primary"}
              wide
              busy={props.busy ?? false}
              onClick={props.onConfirm}
            >
              {props.confirmLabel}
            </Button>
          </div>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
