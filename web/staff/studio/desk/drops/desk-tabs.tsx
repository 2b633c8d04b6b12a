import { Tabs } from "antd";
import { useState } from "react";
import { useWords } from "../../../../kit/words.ts";
import { isOpen } from "../../../deals/deal-state.tsx";
import type { Desk } from "../desk-feed.ts";
import frame from "../desk.module.css";
import { PushSettings } from "../push-settings.tsx";
import { DropsTab } from "./drops-tab.tsx";
import styles from "./drops.module.css";
import { SlicesTab } from "./slices-tab.tsx";
import { useDrops } from "./use-drops.ts";

/** Under the picture: drops and set-aside stock while the room is on, the encoder's settings before. */
export function DeskTabs({ desk, onPushChange }: { desk: Desk; onPushChange: () => void }) {
  const words = useWords("deals");
  const tools = useDrops(desk.id);
  const isHost = desk.role === "host";
  const onAir = desk.state === "live" || desk.state === "interrupted";
  const [tab, setTab] = useState(isHost && !onAir ? "push" : "drops");
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
      <Tabs activeKey={tab} onChange={setTab} items={items} size="small" />
    </section>
  );
}
