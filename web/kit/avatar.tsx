import { useState } from "react";
import styles from "./avatar.module.css";
import { useWords } from "./words.ts";

export type Face = { id: string; name: string; picture?: string | null | undefined };

const tones = ["#c7511f", "#a8701a", "#5b7a2c", "#187a6c", "#3566b8", "#7b52b5", "#b0417e"];
const toneOf = (id: string) =>
  tones[[...id].reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0), 0) % tones.length];

/** A picture, or the first letter on a colour that stays with the person. */
export function Avatar({ face, size = 40, live = false }: { face: Face; size?: number; live?: boolean }) {
  const [broken, setBroken] = useState(false);
  const picture = broken ? undefined : face.picture;
  return (
    <span
      className={`${styles.avatar} ${live ? styles.live : ""}`}
      style={{ width: size, height: size, fontSize: size * 0.42, background: toneOf(face.id) }}
    >
      {picture ? (
        <img src={picture} alt={face.name} width={size} height={size} loading="lazy" onError={() => setBroken(true)} />
      ) : (
        <span role="img" aria-label={face.name}>
          {[...face.name][0] ?? "·"}
        </span>
      )}
    </span>
  );
}

export function AvatarStack({ faces, most = 3, size = 28 }: { faces: Face[]; most?: number; size?: number }) {
  const words = useWords("kit");
  const rest = faces.length - most;
  return (
    <span className={styles.stack}>
      {faces.slice(0, most).map((face) => (
        <Avatar key={face.id} face={face} size={size} />
      ))}
      {rest > 0 ? (
        <span className={styles.rest} style={{ height: size, minWidth: size }} title={words.others(rest)}>
          +{rest}
        </span>
      ) : null}
    </span>
  );
}
