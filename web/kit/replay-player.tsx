import { useEffect, useRef, useState } from "react";
import { duration } from "./format.ts";
import { Icon } from "./icon.tsx";
import styles from "./player.module.css";
import { startReplay } from "./replay-engine.ts";
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
  const video = useRef<HTMLVideoElement>(null);
  const [at, setAt] = useState({ now: 0, total: 0 });
  const [playing, setPlaying] = useState(false);
  const [broken, setBroken] = useState(false);
  useEffect(() => {
    const place = video.current;
    if (!place) return;
    setBroken(false);
    return startReplay(place, hls, () => setBroken(true));
  }, [hls]);
  const toggle = () => {
    const place = video.current;
    if (!place) return;
    // A refused start leaves the play button where it is: the person sees it and can tap again.
    if (place.paused) void place.play().catch(() => setPlaying(false));
    else place.pause();
  };
  const seek = (seconds: number) => {
    if (video.current) video.current.currentTime = seconds;
  };
  const current = chapters.findLast((chapter) => chapter.startMs / 1000 <= at.now + 0.5);
  return (
    <div className={styles.replay}>
      <div className={styles.player}>
        <video
          ref={video}
          className={styles.video}
          style={{ objectFit: "contain" }}
          playsInline
          poster={poster ?? undefined}
          onClick={toggle}
          onPlay={() => setPlaying(true)}
          onPause={() => setPlaying(false)}
          onTimeUpdate={(event) =>
            setAt({ now: event.currentTarget.currentTime, total: event.currentTarget.duration || 0 })
          }
        />
        {broken ? (
          <p className={styles.word} role="status">
            {words.replayMissing}
          </p>
        ) : null}
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
      </div>
      {chapters.length > 0 ? (
        <ol className={styles.chapters} aria-label={words.chapters}>
          {chapters.map((chapter) => (
            <li key={chapter.id}>
              <button
                type="button"
                className={chapter === current ? styles.chapterNow : styles.chapter}
                aria-current={chapter === current || undefined}
                onClick={() => {
                  seek(chapter.startMs / 1000);
                  onChapter?.(chapter);
                }}
              >
                {chapter.picture ? <img src={chapter.picture} alt="" width={40} height={40} loading="lazy" /> : null}
                <span>{chapter.title}</span>
                <time>{duration(chapter.startMs)}</time>
              </button>
            </li>
          ))}
        </ol>
      ) : null}
    </div>
  );
}
