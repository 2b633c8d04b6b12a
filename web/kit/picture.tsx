import { useState } from "react";
import { Icon } from "./icon.tsx";
import styles from "./picture.module.css";

type Props = { src: string | null | undefined; alt: string; ratio?: string; eager?: boolean; radius?: number | string };

/** Keeps its place before, while and when never loaded: nothing on the page jumps. */
export function Picture({ src, alt, ratio = "1", eager = false, radius = 0 }: Props) {
  const [state, setState] = useState<"coming" | "here" | "broken">(src ? "coming" : "broken");
  return (
    <span className={styles.frame} style={{ aspectRatio: ratio, borderRadius: radius }}>
      {src && state !== "broken" ? (
        <img
          src={src}
          alt={alt}
          className={state === "here" || eager ? styles.here : styles.coming}
          loading={eager ? "eager" : "lazy"}
          fetchPriority={eager ? "high" : "auto"}
          decoding="async"
          draggable={false}
          onLoad={() => setState("here")}
          onError={() => setState("broken")}
        />
      ) : (
        <span className={styles.broken} {...(alt ? { role: "img", "aria-label": alt } : { "aria-hidden": true })}>
          <Icon name="image" size={28} weight={1.4} />
        </span>
      )}
    </span>
  );
}
