import { Navigate, useParams } from "@tanstack/react-router";
import { ErrorState } from "../../../kit/error-state.tsx";
import { OfflineBar } from "../../../kit/offline-bar.tsx";
import { Skeleton } from "../../../kit/skeleton.tsx";
import { useQueryOf } from "../../../kit/use-api.ts";
import { useWords } from "../../../kit/words.ts";
import { isOver } from "../parts/room-state.tsx";
import { Activities } from "./activities.tsx";
import { Comments } from "./comments.tsx";
import type { Desk, Feed } from "./desk-feed.ts";
import { DeskHeader } from "./desk-header.tsx";
import styles from "./desk.module.css";
import { DeskTabs } from "./drops/desk-tabs.tsx";
import { FigureStrip } from "./figure-strip.tsx";
import { Preview } from "./preview.tsx";
import { ShelfColumn } from "./shelf-column.tsx";
import { type CommentFilter, useShortcuts } from "./use-shortcuts.ts";
import { type DeskTools, useDesk } from "./use-desk.ts";
import { useShelf } from "./use-shelf.ts";
import { useState } from "react";

export default function ControlDesk() {
  const { roomId = "" } = useParams({ strict: false });
  const tools = useDesk(roomId);
  const { desk, feed, problem } = tools;
  if (!desk && problem) return <ErrorState problem={problem} onRetry={tools.retry} />;
  if (!desk || !feed) return <DeskWaiting />;
  if (isOver(desk.state)) return <Navigate to="/studio/rooms/$roomId/summary" params={{ roomId }} replace />;
  return <OpenDesk desk={desk} feed={feed} tools={tools} />;
}

function OpenDesk({ desk, feed, tools }: { desk: Desk; feed: Feed; tools: DeskTools }) {
  const words = useWords("desk");
  const [filter, setFilter] = useState<CommentFilter>("all");
  const [helping, setHelping] = useState(false);
  const shelf = useShelf(desk, tools);
  const figures = useQueryOf("readFigures", { roomId: desk.id }, { refetchInterval: 5_000 });
  useShortcuts({ shelf, setFilter, toggleHelp: () => setHelping((open) => !open) });
  return (
    <main className={styles.desk}>
      <DeskHeader desk={desk} line={tools.line} helping={helping} onHelp={setHelping} />
      <OfflineBar />
      <div className={styles.columns}>
        <ShelfColumn desk={desk} shelf={shelf} figures={figures.data} />
        <section className={styles.centre} aria-label={words.preview}>
          <Preview desk={desk} />
          <DeskTabs desk={desk} onPushChange={tools.retry} />
        </section>
        <div className={styles.right}>
          <Comments desk={desk} comments={feed.comments} filter={filter} onFilter={setFilter} tools={tools} />
          <Activities activity={feed.activity} shelf={desk.shelf} />
        </div>
      </div>
      <FigureStrip figures={figures.data} viewers={desk.viewers} likes={desk.likes} />
    </main>
  );
}

function DeskWaiting() {
  const kit = useWords("kit");
  return (
    <main className={styles.desk} aria-busy>
      <span className="read-only-aloud" role="status">
        {kit.loading}
      </span>
      <Skeleton height={56} radius={0} />
      <div className={styles.columns}>
        <Skeleton height="100%" radius={14} />
        <Skeleton height="100%" radius={14} />
        <Skeleton height="100%" radius={14} />
      </div>
      <Skeleton height={76} radius={0} />
    </main>
  );
}
