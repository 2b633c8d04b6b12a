import { Button, Modal } from "antd";
import { lazy, Suspense, useState } from "react";
import { Skeleton } from "../../../kit/skeleton.tsx";
import { useQueryOf } from "../../../kit/use-api.ts";
import { useWords } from "../../../kit/words.ts";
import { useTitle } from "../../parts/tongue.ts";
import styles from "./summary.module.css";

const Player = lazy(() => import("../../../kit/replay-player.tsx").then((kit) => ({ default: kit.ReplayPlayer })));
// The recording is made after the end: it is asked for until it is there.
const askEveryMs = 15_000;

/** The replay with a chapter per pinned product, once it has been made. */
export function Replay({ roomId }: { roomId: string }) {
  const words = useWords("studio");
  const titleOf = useTitle();
  const [open, setOpen] = useState(false);
  const [made, setMade] = useState(false);
  const replay = useQueryOf("readReplay", { roomId }, { refetchInterval: made ? false : askEveryMs });
  if (replay.data && !made) setMade(true);
  const chapters = replay.data?.chapters.map((chapter, index) => ({
    id: String(index),
    title: titleOf(chapter),
    startMs: chapter.fromMs,
    picture: chapter.pictureUrl,
  }));
  return (
    <>
      <Button
        type="primary"
        disabled={!replay.data}
        onClick={() => setOpen(true)}
        title={replay.data ? "" : words.replayPending}
      >
        {replay.data ? words.replay : words.replayPending}
      </Button>
      <Modal open={open} onCancel={() => setOpen(false)} footer={null} title={words.replay} width={760} destroyOnHidden>
        {replay.data ? (
          <div className={styles.player}>
            <Suspense fallback={<Skeleton height="100%" />}>
              <Player hls={replay.data.url} chapters={chapters ?? []} />
            </Suspense>
          </div>
        ) : null}
      </Modal>
    </>
  );
}
