import { Dialog } from "../../kit/dialog.tsx";
import { clockTime } from "../../kit/format.ts";
import { useWords } from "../../kit/words.ts";

type Props = { open: boolean; payBy?: string | undefined; onStay: () => void; onLeave: () => void };

/** Asked before an unpaid order is left alone. Staying is the easy answer. */
export function LeaveDialog({ open, payBy, onStay, onLeave }: Props) {
  const words = useWords("buy");
  return (
    <Dialog
      open={open}
      onClose={onStay}
      title={words.leaveTitle}
      cancelLabel={words.stay}
      confirmLabel={words.leave}
      danger
      onConfirm={onLeave}
    >
      {payBy ? words.leaveText(clockTime(payBy)) : null}
    </Dialog>
  );
}
