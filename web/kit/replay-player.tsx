import { duration } from "./format.ts";
import { Icon } from "./icon.tsx";
import styles from "./player.module.css";
import { type Replay, useReplay } from "./use-replay.ts";
import { useWords } from "./words.ts";

export type Chapter = { id: string; title: string; startMs: number; picture?: string | null | undefined };
type Props = {
  hls: string;
  poster?: string | null | undefined;
  chapters?: Chapter[];
  onChapter?: (chapter: Chapter) => void;
};

/** A recording with a chapter per explained product. */
export function ReplayPlayer({ hls, poster, chapters = [], onChapter }: Props) {
  const words = useWords("kit");
  const replay = useReplay(hls);
  const open = (chapter: Chapter) => {
    replay.seek(chapter.startMs / 1000);
    if (!replay.playing) replay.toggle();
    onChapter?.(chapter);
  };
  return (
    <div className={styles.replay}>
      <div className={styles.player}>
        <video
          ref={replay.video}
          className={styles.video}
          style={{ objectFit: "contain" }}
          playsInline
          poster={poster ?? undefined}
          onClick={replay.toggle}
          {...replay.told}
        />
        {replay.broken ? (
          <p className={styles.word} role="status">
            {words.replayMissing}
          </p>
        ) : null}
        <Controls replay={replay} />
      </div>
      {chapters.length > 0 ? <Chapters chapters={chapters} now={replay.at.now} onOpen={open} /> : null}
    </div>
  );
}

function Controls({ replay: { at, playing, toggle, seek } }: { replay: Replay }) {
  const words = useWords("kit");
  return (
    <div className={styles.controls}>
      <button type="button" onClick={toggle} aria-label={playing ? words.pause : words.play}>
        <Icon name={playing ? "pause" : "play"} />
      </button>
      <input
        type="range"
        min={0}
        max={Math.max(1, at.total)}
        step={0.1}
        value={at.now}
        aria-label={words.play}
        aria-valuetext={duration(at.now * 1000)}
        onChange={(event) => seek(Number(event.target.value))}
      />
      <span className={styles.time}>{`${duration(at.now * 1000)} / ${duration(at.total * 1000)}`}</span>
    </div>
  );
}

type ChaptersProps = { chapters: Chapter[]; now: number; onOpen: (chapter: Chapter) => void };

function Chapters({ chapters, now, onOpen }: ChaptersProps) {
  const words = useWords("kit");
  const current = chapters.findLast((chapter) => chapter.startMs / 1000 <= now + 0.5);
  return (
    <ol className={styles.chapters} aria-label={words.chapters}>
      {chapters.map((chapter) => (
        <li key={chapter.id}>
          <button
            type="button"
            className={chapter === current ? styles.chapterNow : styles.chapter}
            aria-current={chapter === current || undefined}
            onClick={() => onOpen(chapter)}
          >
            {chapter.picture ? <img src={chapter.picture} alt="" width={40} height={40} loading="lazy" /> : null}
            <span>{chapter.title}</span>
            <time>{duration(chapter.startMs)}</time>
          </button>
        </li>
      ))}
    </ol>
  );
}
