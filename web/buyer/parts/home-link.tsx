import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import styles from "./home-link.module.css";

/** The next step of a page that has nothing to show. */
export const HomeLink = ({ children }: { children: ReactNode }) => (
  <Link to="/" className={styles.link}>
    {children}
  </Link>
);
