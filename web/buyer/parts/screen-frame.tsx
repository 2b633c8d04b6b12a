import type { ReactNode } from "react";
import { NavBar } from "../../kit/nav-bar.tsx";
import styles from "./screen-frame.module.css";

type Props = { title: string; children: ReactNode; right?: ReactNode; foot?: ReactNode; onBack?: () => void };

/** A bare screen: its name and the way back above, what it does below, the rest between. */
export const ScreenFrame = ({ title, children, right, foot, onBack }: Props) => (
  <div className={styles.screen}>
    <NavBar title={title} right={right} {...(onBack ? { onBack } : {})} />
    <div className={styles.body}>{children}</div>
    {foot ? <div className={styles.foot}>{foot}</div> : null}
  </div>
);
