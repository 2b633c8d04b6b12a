import { Dialog } from "@base-ui/react/dialog";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { Icon } from "./icon.tsx";
import styles from "./image-viewer.module.css";
import { useWords } from "./words.ts";

type Props = { pictures: string[]; start: number; alt: string; onClose: () => void };

/** Pictures over the whole window: swipe, arrow keys, double tap to look closer, Escape to leave. */
export default function ImageViewer({ pictures, start, alt, onClose }: Props) {
  const words = useWords("kit");
  const [at, setAt] = useState(start);
  const [close, setClose] = useState(false);
  const rail = useRef<HTMLDivElement>(null);
  const show = (index: number, behavior: ScrollBehavior) => {
    const place = rail.current;
    place?.scrollTo({ left: index * place.clientWidth, behavior });
  };
  useEffect(() => show(start, "instant"), [start]);
  const key = (event: KeyboardEvent) => {
    const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    if (step !== 0) show(Math.min(Math.max(at + step, 0), pictures.length - 1), "smooth");
  };
  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Popup className={styles.viewer} onKeyDown={key}>
          <Dialog.Title
            className={styles.index}
            aria-label={words.picture(at + 1, pictures.length)}
          >{`${at + 1} / ${pictures.length}`}</Dialog.Title>
          <div
            ref={rail}
            className={styles.rail}
            onScroll={(event) => setAt(Math.round(event.currentTarget.scrollLeft / event.currentTarget.clientWidth))}
          >
            {pictures.map((picture, index) => (
              <div key={picture} className={styles.slide} onDoubleClick={() => setClose(!close)}>
                <img
                  src={picture}
                  alt={`${alt} ${index + 1}`}
                  className={close && index === at ? styles.near : styles.picture}
                />
              </div>
            ))}
          </div>
          <Dialog.Close className={styles.close} aria-label={words.close}>
            <Icon name="close" />
          </Dialog.Close>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
