import { Button } from "antd";
import { useState } from "react";
import { Empty } from "../../../../kit/empty.tsx";
import { ErrorState } from "../../../../kit/error-state.tsx";
import { Icon } from "../../../../kit/icon.tsx";
import { SkeletonRows } from "../../../../kit/skeleton.tsx";
import { useWords } from "../../../../kit/words.ts";
import { PlanDialog } from "../../../deals/plan-dialog.tsx";
import { useDeed } from "../../../parts/use-deed.ts";
import type { Desk } from "../desk-feed.ts";
import { DropRow } from "./drop-row.tsx";
import styles from "./drops.module.css";
import type { DropTools } from "./use-drops.ts";

/** The room's drops, open ones first, and the planner. */
export function DropsTab({ desk, tools }: { desk: Desk; tools: DropTools }) {
  const words = useWords("deals");
  const [planning, setPlanning] = useState(false);
  const plan = useDeed("planRoomDeal", {
    done: words.planned,
    refresh: ["listRoomDeals", "readDesk"],
    onDone: () => setPlanning(false),
    onProblem: () => true,
  });
  const open = () => {
    plan.reset();
    setPlanning(true);
  };
  const onAir = desk.state === "live" || desk.state === "interrupted";
  const button = (
    <Button type="primary" icon={<Icon name="plus" size={18} />} onClick={open}>
      {words.plan}
    </Button>
  );
  return (
    <>
      {tools.drops === undefined ? (
        tools.problem ? (
          <ErrorState problem={tools.problem} onRetry={tools.retry} />
        ) : (
          <SkeletonRows rows={2} picture={48} />
        )
      ) : tools.drops.length === 0 ? (
        <div className={styles.none}>
          <Empty icon="clock" title={words.noneNow} hint={words.noneNowHint} action={button} />
        </div>
      ) : (
        <>
          <div className={styles.tools}>{button}</div>
          <ol className={styles.drops} aria-label={words.title}>
            {tools.drops.map((drop) => (
              <DropRow key={drop.id} drop={drop} tools={tools} onAir={onAir} />
            ))}
          </ol>
        </>
      )}
      <PlanDialog
        open={planning}
        isRoom
        products={desk.shelf.filter((item) => item.isSellable)}
        busy={plan.isPending}
        problem={plan.error}
        onPlan={(wish) => plan.mutate({ roomId: desk.id, ...wish })}
        onClose={() => setPlanning(false)}
      />
    </>
  );
}
