import { Dialog } from "@base-ui/react/dialog";
import { Icon } from "./icon.tsx";
import type { PopupProps } from "./sheet.tsx";
import styles from "./sheet.module.css";
import { useWords } from "./words.ts";

export default function SheetPopup({ open, onClose, title, quietTitle, children, footer, height }: PopupProps) {
  const words = useWords("kit");
  return (
    <Dialog.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Dialog.Portal>
        {/* A sheet over a sheet dims the one below, too. */}
        <Dialog.Backdrop forceRender className={styles.veil} />
        <Dialog.Popup className={styles.sheet} style={height ? { height } : undefined}>
          <span className={styles.grip} aria-hidden />
          <header className={quietTitle ? styles.quiet : styles.head}>
            <Dialog.Title className={quietTitle ? "read-only-aloud" : styles.title}>{title}</Dialog.Title>
            <Dialog.Close className={styles.close} aria-label={words.close}>
              <Icon name="close" size={20} />
            </Dialog.Close>
          </header>
          <div className={styles.body}>{children}</div>
          {footer ? <footer className={styles.foot}>{footer}</footer> : null}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
