import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { ButtonLook } from "../../kit/button.tsx";
import styles from "../../kit/button.module.css";

type Props = {
  to: string;
  params?: Record<string, string>;
  search?: Record<string, string>;
  look?: ButtonLook;
  size?: "small" | "medium" | "large";
  wide?: boolean;
  replace?: boolean;
  onClick?: (() => void) | undefined;
  children: ReactNode;
};

/** Leads somewhere and looks like a deed. */
export function ButtonLink({ to, params, search, look = "primary", size = "medium", wide, children, ...rest }: Props) {
  const names = [styles.button, styles[look], styles[size], wide ? styles.wide : ""];
  return (
    <Link to={to} params={params as never} search={search as never} className={names.join(" ")} {...rest}>
      <span className={styles.label}>{children}</span>
    </Link>
  );
}
