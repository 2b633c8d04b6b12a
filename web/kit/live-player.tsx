import { useEffect, useRef, useState } from "react";
import { Icon } from "./icon.tsx";
import type { LiveSources, PlayState } from "./live-engine.ts";
import styles from "./player.module.css";
import { useLive } from "./use-live.ts";
import { useWords } from "./words.ts";

type Props = {
  sources: LiveSources;
  /** Drawn until the first picture moves, and blurred behind a stream of another shape. */
  poster?: string | null | undefined;
  /** false: poster only (before the start, after the end, in a list of many). */
  active?: boolean;
  fit?: "cover" | "contain";
  onState?: (state: PlayState) => void;
};

/** One muted video that plays by itself and keeps playing; a tap gives it its sound. */
export function LivePlayer({ sources, poster, active = true, fit = "cover", onState }: Props) {
  const words = useWords("kit");
  const video = useRef<HTMLVideoElement>(null);
  const state = useLive(video, sources, active);
  const [muted, setMuted] = useState(true);
  const tell = useRef(onState);
  tell.current = onState;
  useEffect(() => tell.current?.(state), [state]);
  const unmute = () => {
    const place = video.current;
    if (!place) return;
    place.muted = false;
    setMuted(false);
    // The tap may also be what the browser was waiting for; if it still refuses sound, silence is better than nothing.
    place.play().catch(() => {
      place.muted = true;
      setMuted(true);
    });
  };
  return (
    <div className={styles.player} data-state={state}>
      {poster ? <img className={styles.poster} src={poster} alt="" fetchPriority="high" /> : null}
      <video
        ref={video}
        className={styles.video}
        style={{ objectFit: fit }}
        playsInline
        muted
        autoPlay
        disablePictureInPicture
      />
      {active && muted && state !== "unplayable" ? (
        <button type="button" className={styles.unmute} onClick={unmute}>
          <Icon name="mute" size={18} />
          {words.tapForSound}
        </button>
      ) : null}
      {state === "stalled" || state === "interrupted" || state === "unplayable" ? (
        <p className={styles.word} role="status">
          {state === "unplayable" ? null : <span className={styles.spinner} aria-hidden />}
          {
            { stalled: words.streamStalled, interrupted: words.streamInterrupted, unplayable: words.streamUnplayable }[
              state
            ]
          }
        </p>
      ) : null}
    </div>
  );
}
