import { useEffect, useState } from "react";
import { Countdown } from "../../../kit/countdown.tsx";
import { duration } from "../../../kit/format.ts";
import { Icon } from "../../../kit/icon.tsx";
import { LivePlayer } from "../../../kit/live-player.tsx";
import { serverNow } from "../../../kit/server-clock.ts";
import { useWords } from "../../../kit/words.ts";
import { ROOM_GRACE_SECONDS } from "#contract/states/room";
import type { Desk } from "./desk-feed.ts";
import styles from "./preview.module.css";
import { useElapsed } from "./use-elapsed.ts";

const weakKbps = 300;

/** Since when the stream of a live room is missing, by the server's clock; null while it is there. */
function useLostSince(lost: boolean): number | null {
  const [since, setSince] = useState<number | null>(null);
  useEffect(() => setSince(lost ? serverNow() : null), [lost]);
  return since;
}

/** The operator may be looking at another window: its tab says so too. */
function useTitleAlarm(lost: boolean, text: string): void {
  useEffect(() => {
    if (!lost) return;
    const before = document.title;
    document.title = `⚠ ${text}`;
    return () => {
      document.title = before;
    };
  }, [lost, text]);
}

export function Preview({ desk }: { desk: Desk }) {
  const words = useWords("desk");
  const { state, health, play } = desk;
  const lost = state === "interrupted" || (state === "live" && !health.publishing);
  const lostSince = useLostSince(lost);
  useTitleAlarm(lost, words.dropTitle);
  return (
    <div className={styles.preview} data-lost={lost || undefined}>
      <div className={styles.stage}>
        {play ? (
          <LivePlayer sources={{ flv: play.flvUrl, hls: play.hlsUrl }} poster={desk.coverUrl} fit="contain" />
        ) : (
          <Waiting hasKey={desk.key !== null} />
        )}
        {lost && lostSince !== null ? (
          <div className={styles.alarm} role="alert">
            <Icon name="alert" size={24} weight={2} />
            <div>
              <b>{words.dropTitle}</b>
              <p>{words.dropHint}</p>
              <Countdown until={lostSince + ROOM_GRACE_SECONDS * 1000} label={words.dropLeft} />
            </div>
          </div>
        ) : null}
      </div>
      <Health health={lost ? { ...health, publishing: false } : health} onAir={lost} />
    </div>
  );
}

function Waiting({ hasKey }: { hasKey: boolean }) {
  const words = useWords("desk");
  return (
    <div className={styles.waiting}>
      <Icon name="video" size={40} weight={1.4} />
      <b>{words.waitingStream}</b>
      <p>{hasKey ? words.waitingStreamHint : words.noKeyHint}</p>
    </div>
  );
}

function Health({ health, onAir }: { health: Desk["health"]; onAir: boolean }) {
  const words = useWords("desk");
  const { publishing, bitrateKbps } = health;
  const weak = publishing && bitrateKbps < weakKbps;
  const mood = !publishing ? (onAir ? "lost" : "none") : weak ? "weak" : "good";
  const shown = (text: string) => (publishing ? text : "—");
  const figures = [
    [words.bitrate, shown(words.kbps(String(bitrateKbps)))],
    [words.fps, shown(`${Math.round(health.fps)} fps`)],
    [words.resolution, shown(`${health.width}×${health.height}`)],
    [words.codecs, shown([health.videoCodec, health.audioCodec].filter(Boolean).join(" / "))],
  ] as const;
  return (
    <div className={styles.health}>
      <div className={styles.mood} data-mood={mood} role="status">
        <i aria-hidden />
        {{ none: words.streamNone, lost: words.streamLost, weak: words.streamWeak, good: words.streamGood }[mood]}
      </div>
      <dl className={styles.figures}>
        {figures.map(([name, text]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{text}</dd>
          </div>
        ))}
        <div>
          <dt>{words.streamFor}</dt>
          <dd>{publishing && health.since ? <Since from={health.since} /> : "—"}</dd>
        </div>
      </dl>
    </div>
  );
}

const Since = ({ from }: { from: string }) => duration(useElapsed(from));
