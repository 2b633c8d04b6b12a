import { type RefObject, useEffect, useState } from "react";
import { type Engine, type LiveSources, type PlayState, startLive } from "./live-engine.ts";

const stallMs = 8_000;
const waitsMs = [500, 1_000, 2_000, 4_000, 8_000];

/** Keeps a stream running in a video: starts after first paint, starts again whenever it breaks. */
export function useLive(video: RefObject<HTMLVideoElement | null>, sources: LiveSources, wanted: boolean): PlayState {
  const [state, setState] = useState<PlayState>("poster");
  const { flv, hls } = sources;
  useEffect(() => {
    const place = video.current;
    if (!place || !wanted) return setState("poster");
    return keepLive(place, { flv, hls }, setState);
  }, [video, flv, hls, wanted]);
  return state;
}

function keepLive(video: HTMLVideoElement, sources: LiveSources, say: (state: PlayState) => void): () => void {
  let engine: Engine | undefined;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let stall: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;
  let over = false;

  const start = async () => {
    const mine = await startLive({ video, sources, onBroken: restart });
    if (over) return mine?.destroy();
    engine = mine;
    if (!mine) return say("unplayable");
    // Refused autoplay of a muted video means battery saving: the poster stays, a tap starts it.
    await video.play().catch(() => undefined);
  };
  function restart(): void {
    if (over || retry !== undefined) return;
    engine?.destroy();
    engine = undefined;
    clearTimeout(stall);
    say("interrupted");
    const wait = waitsMs[Math.min(failures, waitsMs.length - 1)] ?? 8_000;
    failures += 1;
    retry = setTimeout(() => {
      retry = undefined;
      begin();
    }, wait);
  }
  const begin = () => void start().catch(restart);
  const playing = () => {
    failures = 0;
    clearTimeout(stall);
    say("playing");
  };
  const waiting = () => {
    if (!engine) return;
    say("stalled");
    clearTimeout(stall);
    stall = setTimeout(restart, stallMs);
  };
  const seen = () => {
    // A page that slept comes back far behind: starting anew is quicker than catching up.
    if (document.visibilityState === "visible" && video.paused && engine) void video.play().catch(restart);
  };

  video.addEventListener("playing", playing);
  video.addEventListener("waiting", waiting);
  document.addEventListener("visibilitychange", seen);
  const frame = requestAnimationFrame(() => requestAnimationFrame(begin));
  return () => {
    over = true;
    cancelAnimationFrame(frame);
    clearTimeout(retry);
    clearTimeout(stall);
    video.removeEventListener("playing", playing);
    video.removeEventListener("waiting", waiting);
    document.removeEventListener("visibilitychange", seen);
    engine?.destroy();
  };
}
