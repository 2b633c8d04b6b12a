import { Button, Popconfirm } from "antd";
import { useState } from "react";
import { count } from "../../../kit/format.ts";
import { useWords } from "../../../kit/words.ts";
import { ChangeDialog } from "../../deals/change-dialog.tsx";
import { type Figures, isOpen } from "../../deals/deal-state.tsx";
import { useDeed } from "../../parts/use-deed.ts";

/** Change and stop, as long as there is something to change. */
export function DealDeeds({ shopId, deal }: { shopId: string; deal: Figures }) {
  const words = useWords("deals");
  const kit = useWords("kit");
  const [changing, setChanging] = useState(false);
  const stop = useDeed("stopDeal", { done: words.stopped, refresh: ["listShopDeals"] });
  if (!isOpen(deal)) return null;
  return (
    <>
      <Button type="text" onClick={() => setChanging(true)}>
        {words.change}
      </Button>
      <Popconfirm
        title={words.stopAsk}
        description={<span style={{ display: "block", maxWidth: 280 }}>{words.stopHint(count(deal.left))}</span>}
        okText={words.stopSure}
        cancelText={kit.cancel}
        okButtonProps={{ danger: true }}
        onConfirm={() => stop.mutate({ shopId, dealId: deal.id })}
      >
        <Button danger type="text" loading={stop.isPending}>
          {words.stop}
        </Button>
      </Popconfirm>
      {changing ? <ChangeDialog shopId={shopId} deal={deal} onClose={() => setChanging(false)} /> : null}
    </>
  );
}
