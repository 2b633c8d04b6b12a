import type { ButtonHTMLAttributes, ReactNode } from "react";
import styles from "./button.module.css";
import { Icon, type IconName } from "./icon.tsx";

export type ButtonLook = "primary" | "tint" | "outline" | "quiet" | "danger" | "glass";
type Props = Omit<ButtonHTMLAttributes<HTMLButtonElement>, "className"> & {
  look?: ButtonLook;
  size?: "small" | "medium" | "large";
  wide?: boolean;
  busy?: boolean;
  icon?: IconName | undefined;
  children?: ReactNode;
  className?: string | undefined;
};

/** While busy it keeps its width and words, and takes no second tap. */
export function Button(props: Props) {
  const {
    look = "primary",
    size = "medium",
    wide = false,
    busy = false,
    icon,
    children,
    className = "",
    ...rest
  } = props;
  const names = [
    styles.button,
    styles[look],
    styles[size],
    wide ? styles.wide : "",
    children ? "" : styles.bare,
    className,
  ];
  return (
    <button
      type="button"
      {...rest}
      className={names.join(" ")}
      disabled={rest.disabled || busy}
      aria-busy={busy || undefined}
    >
      {busy ? (
        <span className={styles.spinner} aria-hidden />
      ) : icon ? (
        <Icon name={icon} size={size === "small" ? 16 : 20} />
      ) : null}
      {children ? <span className={styles.label}>{children}</span> : null}
    </button>
  );
}
