import { Icon } from "../../../kit/icon.tsx";
import { Picture } from "../../../kit/picture.tsx";
import { type Uploaded, Uploader } from "../../../kit/uploader.tsx";
import { useWords } from "../../../kit/words.ts";
import { sendPicture } from "../../studio/parts/send-picture.ts";
import { moved } from "../../studio/parts/use-drag-order.ts";
import styles from "./editor.module.css";
import { Field } from "./field.tsx";

const MOST = 9;
type Props = { pictures: Uploaded[]; onChange: (change: (before: Uploaded[]) => Uploaded[]) => void };

/** Up to nine pictures; the first is the one that lists show. */
export function PictureField({ pictures, onChange }: Props) {
  const words = useWords("goods");
  const kit = useWords("kit");
  const order = (id: string, to: number) =>
    onChange((before) => {
      const ids = moved(
        before.map((one) => one.id),
        id,
        to,
      );
      return ids.flatMap((one) => before.find((picture) => picture.id === one) ?? []);
    });
  const add = (fresh: Uploaded[]) =>
    onChange((before) => [...before, ...fresh.filter(({ id }) => before.every((one) => one.id !== id))].slice(0, MOST));
  return (
    <Field label={words.pictures} pointer="/draft/pictureUploadIds" hint={words.picturesHint} needed>
      <div className={styles.pictures}>
        {pictures.map((picture, index) => (
          <div
            key={picture.id}
            className={styles.picture}
            role="group"
            aria-label={kit.picture(index + 1, pictures.length)}
          >
            {index === 0 ? <em>{words.mainPicture}</em> : null}
            <Picture src={picture.url} alt="" radius={12} />
            <div className={styles.pictureDeeds}>
              <button
                type="button"
                aria-label={words.moveLeft}
                disabled={index === 0}
                onClick={() => order(picture.id, index - 1)}
              >
                <Icon name="back" size={16} />
              </button>
              <button
                type="button"
                aria-label={kit.remove}
                onClick={() => onChange((before) => before.filter(({ id }) => id !== picture.id))}
              >
                <Icon name="trash" size={16} />
              </button>
              <button
                type="button"
                aria-label={words.moveRight}
                disabled={index === pictures.length - 1}
                onClick={() => order(picture.id, index + 1)}
              >
                <Icon name="next" size={16} />
              </button>
            </div>
          </div>
        ))}
        {pictures.length < MOST ? (
          <Uploader value={[]} most={MOST - pictures.length} onChange={add} send={sendPicture} label={kit.upload} />
        ) : null}
      </div>
    </Field>
  );
}
