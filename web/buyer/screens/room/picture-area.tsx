import { type SyntheticEvent, useRef, useState } from "react";
import { LivePlayer } from "../../../kit/live-player.tsx";
import { Icon } from "../../../kit/icon.tsx";
import type { PlayState } from "../../../kit/live-engine.ts";
import styles from "./picture-area.module.css";
import type { RoomNow } from "./room-now.ts";
import { type Deeds, useGestures } from "./use-gestures.ts";

type Heart = { key: number; x: number; y: number };
type Props = Deeds & { room: RoomNow; onLost: () => void };

const askForPictureEveryMs = 10_000;

/** The picture, full screen; one that is wider than high stands in the upper third. */
export function PictureArea({ room, onDoubleTap, onSwipe, onLong, onLost }: Props) {
  const [isWide, setWide] = useState(false);
  const [hearts, setHearts] = useState<Heart[]>([]);
  const key = useRef(0);
  const askedAt = useRef(0);
  const isLive = room.state === "live";
  const gestures = useGestures({
    onDoubleTap: (x, y) => {
      key.current += 1;
      setHearts((before) => [...before.slice(-11), { key: key.current, x, y }]);
      onDoubleTap(x, y);
    },
    onSwipe,
    onLong,
  });
  const measure = (event: SyntheticEvent) => {
    const video = event.target;
    if (video instanceof HTMLVideoElement) setWide(video.videoWidth > video.videoHeight);
  };
  // An address that no longer plays may have been replaced: ask, but not with every stumble of the network.
  const hearState = (state: PlayState) => {
    if (state !== "interrupted" || performance.now() - askedAt.current < askForPictureEveryMs) return;
    askedAt.current = performance.now();
    onLost();
  };
  return (
    <div
      className={`${styles.picture} ${isWide ? styles.wide : ""} ${isLive ? "" : styles.veiled}`}
      onLoadedMetadataCapture={measure}
      {...gestures}
    >
      <LivePlayer
        sources={{ flv: room.play?.flvUrl, hls: room.play?.hlsUrl }}
        poster={room.coverUrl}
        active={isLive && room.play !== null}
        onState={hearState}
      />
      {hearts.map((heart) => (
        <span
          key={heart.key}
          className={styles.heart}
          style={{ left: heart.x, top: heart.y }}
          onAnimationEnd={() => setHearts((before) => before.filter((one) => one.key !== heart.key))}
          aria-hidden
        >
          <Icon name="heartFull" size={72} />
        </span>
      ))}
    </div>
  );
}
