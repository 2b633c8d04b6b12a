import { lazy, type ReactNode, Suspense, useState } from "react";

export type DialogProps = {
  open: boolean;
  onClose: () => void;
  title: string;
  children?: ReactNode;
  /** The verb of what happens, never “OK” for a deed that cannot be undone. */
  confirmLabel: string;
  cancelLabel?: string | undefined;
  danger?: boolean;
  busy?: boolean;
  onConfirm: () => void;
};

const Popup = lazy(() => import("./dialog-popup.tsx"));

/** A question in the middle of the screen. What it needs is loaded when it is first asked. */
export function Dialog(props: DialogProps) {
  const [wanted, setWanted] = useState(props.open);
  if (props.open && !wanted) setWanted(true);
  return wanted ? (
    <Suspense fallback={null}>
      <Popup {...props} />
    </Suspense>
  ) : null;
}
