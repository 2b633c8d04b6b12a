import { lazy, type ReactNode, Suspense, useState } from "react";

export type PopupProps = {
  open: boolean;
  onClose: () => void;
  title: string;
  /** Keeps the title for screen readers only. */
  quietTitle?: boolean;
  children: ReactNode;
  /** Stands at the lower edge and never scrolls away. */
  footer?: ReactNode;
  /** CSS height of a sheet; without it, as tall as its content, at most 86 %. */
  height?: string;
};

const Popup = lazy(() => import("./sheet-popup.tsx"));

/** A half-sheet from below inside the phone column. What it needs is loaded at its first opening. */
export function Sheet(props: PopupProps) {
  const [wanted, setWanted] = useState(props.open);
  if (props.open && !wanted) setWanted(true);
  return wanted ? (
    <Suspense fallback={null}>
      <Popup {...props} />
    </Suspense>
  ) : null;
}
