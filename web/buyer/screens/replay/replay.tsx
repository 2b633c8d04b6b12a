import { useParams } from "@tanstack/react-router";
import { Button } from "../../../kit/button.tsx";
import { Empty } from "../../../kit/empty.tsx";
import { ErrorState } from "../../../kit/error-state.tsx";
import { useLanguage } from "../../../kit/language.ts";
import { NavBar } from "../../../kit/nav-bar.tsx";
import { isProblem } from "../../../kit/problem.ts";
import { ReplayPlayer } from "../../../kit/replay-player.tsx";
import { Skeleton } from "../../../kit/skeleton.tsx";
import { useQueryOf } from "../../../kit/use-api.ts";
import { useWords } from "../../../kit/words.ts";
import { ReplayGoods } from "./replay-goods.tsx";
import styles from "./replay.module.css";

/** A show that is over: its recording with a chapter per explained product, and the products below. */
export default function Replay() {
  const { roomId = "" } = useParams({ strict: false });
  const words = useWords("room");
  const room = useQueryOf("readRoom", { roomId });
  return (
    <div className={styles.replay}>
      <NavBar title={room.data?.title ?? words.replayTitle} />
      <Recording roomId={roomId} coverUrl={room.data?.coverUrl ?? null} />
      {room.data ? <ReplayGoods room={room.data} /> : null}
    </div>
  );
}

function Recording({ roomId, coverUrl }: { roomId: string; coverUrl: string | null }) {
  const words = useWords("room");
  const language = useLanguage();
  const read = useQueryOf("readReplay", { roomId });
  const { data, error } = read;
  const again = () => void read.refetch();
  if (isProblem(error, "live.wrong_state")) {
    // An archived room waits for nothing more: what is not there by then was never kept.
    if (error.details.state === "archived")
      return <Empty icon="video" title={words.replayNone} hint={words.replayNoneHint} />;
    const look = (
      <Button look="tint" icon="refresh" busy={read.isFetching} onClick={again}>
        {words.reload}
      </Button>
    );
    return <Empty icon="video" title={words.replaySoon} hint={words.replaySoonHint} action={look} />;
  }
  if (error) return <ErrorState problem={error} onRetry={again} />;
  if (!data) return <Skeleton dark height="58dvh" radius={0} />;
  const chapters = data.chapters.map((chapter) => ({
    id: `${chapter.productId}-${chapter.fromMs}`,
    title: language === "en" && chapter.titleEn ? chapter.titleEn : chapter.titleZh,
    startMs: chapter.fromMs,
    picture: chapter.pictureUrl,
  }));
  return (
    <div className={styles.player}>
      <ReplayPlayer hls={data.url} poster={coverUrl} chapters={chapters} />
    </div>
  );
}
