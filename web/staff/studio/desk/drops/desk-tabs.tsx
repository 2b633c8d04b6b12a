import { Button, Tabs } from "antd";
import { useState } from "react";
import { Icon } from "../../../../kit/icon.tsx";
import { useWords } from "../../../../kit/words.ts";
import { isOpen } from "../../../deals/deal-state.tsx";
import type { Desk } from "../desk-feed.ts";
import frame from "../desk.module.css";
import { PushSettings } from "../push-settings.tsx";
import { DropPlanner } from "./drop-planner.tsx";
import { DropsTab } from "./drops-tab.tsx";
import styles from "./drops.module.css";
import { OpenSlice } from "./open-slice.tsx";
import { SlicesTab } from "./slices-tab.tsx";
import { useDrops } from "./use-drops.ts";

type Tab = "drops" | "slices" | "push";

/** Under the picture: drops and set-aside stock while the room is on, the encoder's settings before. */
export function DeskTabs({ desk, onPushChange }: { desk: Desk; onPushChange: () => void }) {
  const words = useWords("deals");
  const tools = useDrops(desk.id);
  const isHost = desk.role === "host";
  const onAir = desk.state === "live" || desk.state === "interrupted";
  const [tab, setTab] = useState<Tab>(isHost && !onAir ? "push" : "drops");
  const [dialog, setDialog] = useState<"drop" | "slice">();
  const close = () => setDialog(undefined);
  const deeds = {
    drops: { label: words.plan, open: () => setDialog("drop") },
    slices: { label: words.openSlice, open: () => setDialog("slice") },
    push: undefined,
  }[tab];
  const openOnes = tools.drops?.filter(isOpen).length ?? 0;
  const items = [
    { key: "drops", label: words.tabDrops(openOnes), children: <DropsTab desk={desk} tools={tools} /> },
    { key: "slices", label: words.tabSlices, children: <SlicesTab desk={desk} /> },
    ...(isHost
      ? [{ key: "push", label: words.tabPush, children: <PushSettings desk={desk} onChange={onPushChange} /> }]
      : []),
  ];
  return (
    <section className={`${frame.panel} ${styles.panel}`} aria-label={words.panel}>
      <Tabs
        activeKey={tab}
        onChange={(next) => setTab(next as Tab)}
        items={items}
        size="small"
        tabBarExtraContent={
          deeds ? (
            <Button
              type={tab === "drops" ? "primary" : "default"}
              icon={<Icon name="plus" size={16} />}
              onClick={deeds.open}
            >
              {deeds.label}
            </Button>
          ) : null
        }
      />
      <DropPlanner desk={desk} open={dialog === "drop"} onClose={close} />
      <OpenSlice desk={desk} open={dialog === "slice"} onClose={close} />
    </section>
  );
}
