import { lazy, Suspense, useRef, useState } from "react";
import styles from "./gallery.module.css";
import { Picture } from "./picture.tsx";
import { useWords } from "./words.ts";

const ImageViewer = lazy(() => import("./image-viewer.tsx"));
type Props = { pictures: string[]; alt: string; ratio?: string };

/** Pictures side by side, swiped or scrolled, with 1/6; a tap opens them large. */
export function Gallery({ pictures, alt, ratio = "1" }: Props) {
  const words = useWords("kit");
  const [at, setAt] = useState(0);
  const [large, setLarge] = useState(false);
  const rail = useRef<HTMLDivElement>(null);
  const scrolled = () => {
    const place = rail.current;
    if (place) setAt(Math.round(place.scrollLeft / place.clientWidth));
  };
  return (
    <div className={styles.gallery}>
      <div ref={rail} className={styles.rail} onScroll={scrolled} role="group" aria-label={alt}>
        {pictures.map((picture, index) => (
          <button
            key={picture}
            type="button"
            className={styles.slide}
            onClick={() => setLarge(true)}
            aria-label={`${alt} · ${words.picture(index + 1, pictures.length)}`}
          >
            <Picture src={picture} alt="" ratio={ratio} eager={index === 0} />
          </button>
        ))}
      </div>
      {pictures.length > 1 ? <span className={styles.index} aria-hidden>{`${at + 1}/${pictures.length}`}</span> : null}
      {large ? (
        <Suspense fallback={null}>
          <ImageViewer pictures={pictures} start={at} alt={alt} onClose={() => setLarge(false)} />
        </Suspense>
      ) : null}
    </div>
  );
}
