import { type RefObject, useEffect, useRef, useState } from "react";
import { startReplay } from "./replay-engine.ts";

export type Place = { now: number; total: number };
export type Replay = {
  video: RefObject<HTMLVideoElement | null>;
  at: Place;
  playing: boolean;
  broken: boolean;
  toggle: () => void;
  seek: (seconds: number) => void;
  /** What the video tells of itself. */
  told: { onPlay: () => void; onPause: () => void; onTimeUpdate: () => void };
};

/** A recording in a video element: where it stands, whether it runs, and how to move it. */
export function useReplay(hls: string): Replay {
  const video = useRef<HTMLVideoElement>(null);
  const [at, setAt] = useState<Place>({ now: 0, total: 0 });
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
  const told = {
    onPlay: () => setPlaying(true),
    onPause: () => setPlaying(false),
    onTimeUpdate: () => {
      const place = video.current;
      if (place) setAt({ now: place.currentTime, total: place.duration || 0 });
    },
  };
  return { video, at, playing, broken, toggle, seek, told };
}
