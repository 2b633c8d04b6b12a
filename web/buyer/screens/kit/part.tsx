import type { ReactNode } from "react";
import styles from "./kit.module.css";

export const Part = ({ title, children, bare = false }: { title: string; children: ReactNode; bare?: boolean }) => (
  <section className={styles.part}>
    <h2>{title}</h2>
    {bare ? children : <div className={styles.card}>{children}</div>}
  </section>
);
