import { useEffect } from "react";
import { useWords } from "../../../../kit/words.ts";
import { PlanDialog } from "../../../deals/plan-dialog.tsx";
import { useDeed } from "../../../parts/use-deed.ts";
import type { Desk } from "../desk-feed.ts";

type Props = { desk: Desk; open: boolean; onClose: () => void };

/** Plans a drop of something in the bag. */
export function DropPlanner({ desk, open, onClose }: Props) {
  const words = useWords("deals");
  const plan = useDeed("planRoomDeal", {
    done: words.planned,
    refresh: ["listRoomDeals", "readDesk"],
    onDone: onClose,
    onProblem: () => true,
  });
  useEffect(() => {
    if (open) plan.reset();
  }, [open]);
  return (
    <PlanDialog
      open={open}
      isRoom
      products={desk.shelf.filter((item) => item.isSellable)}
      busy={plan.isPending}
      problem={plan.error}
      onPlan={(wish) => plan.mutate({ roomId: desk.id, ...wish })}
      onClose={onClose}
    />
  );
}
