import styles from "./skeleton.module.css";

type Props = {
  width?: number | string;
  height?: number | string;
  radius?: number | string;
  ratio?: string;
  dark?: boolean;
};

export function Skeleton({ width = "100%", height, radius = 8, ratio, dark = false }: Props) {
  const size = { width, height: height ?? (ratio ? undefined : 14), borderRadius: radius, aspectRatio: ratio };
  return <span className={`${styles.bone} ${dark ? styles.dark : ""}`} style={size} aria-hidden />;
}

/** The shape of a two-column product list before it is known. */
export function SkeletonCards({ cards = 4 }: { cards?: number }) {
  return (
    <div className={styles.cards} aria-hidden>
      {Array.from({ length: cards }, (_, index) => (
        <div key={index} className={styles.card}>
          <Skeleton ratio="1" radius="14px 14px 0 0" />
          <div className={styles.lines}>
            <Skeleton width="92%" />
            <Skeleton width="60%" />
            <Skeleton width="42%" height={20} />
          </div>
        </div>
      ))}
    </div>
  );
}

/** The shape of rows with a picture at the left. */
export function SkeletonRows({ rows = 4, picture = 72 }: { rows?: number; picture?: number }) {
  return (
    <div className={styles.rows} aria-hidden>
      {Array.from({ length: rows }, (_, index) => (
        <div key={index} className={styles.row}>
          <Skeleton width={picture} height={picture} radius={12} />
          <div className={styles.lines}>
            <Skeleton width="80%" />
            <Skeleton width="55%" />
            <Skeleton width="30%" height={18} />
          </div>
        </div>
      ))}
    </div>
  );
}
