import type Mpegts from "mpegts.js";

export type PlayState = "poster" | "playing" | "stalled" | "interrupted" | "unplayable";
export type LiveSources = { flv?: string | undefined; hls?: string | undefined };
export type Engine = { destroy: () => void };
type Wishes = { video: HTMLVideoElement; sources: LiveSources; onBroken: () => void };

/**
 * FLV by media source where there is one (0.6 s behind), else the browser's own HLS, else hls.js. Each player is loaded
 * only when it is the one. `undefined` when nothing fits.
 */
export async function startLive(wishes: Wishes): Promise<Engine | undefined> {
  const { video, sources } = wishes;
  if (sources.flv && "MediaSource" in globalThis) {
    const { default: mpegts } = await import("mpegts.js");
    if (mpegts.getFeatureList().mseLivePlayback) return startFlv(mpegts, sources.flv, wishes);
  }
  if (!sources.hls) return undefined;
  if (video.canPlayType("application/vnd.apple.mpegurl")) return startNative(sources.hls, wishes);
  const { default: Hls } = await import("hls.js/light");
  if (!Hls.isSupported()) return undefined;
  const hls = new Hls({ lowLatencyMode: true, maxLiveSyncPlaybackRate: 1.5, backBufferLength: 10 });
  hls.on(Hls.Events.ERROR, (_, problem) => {
    if (problem.fatal) wishes.onBroken();
  });
  hls.loadSource(sources.hls);
  hls.attachMedia(video);
  return { destroy: () => hls.destroy() };
}

function startFlv(mpegts: typeof Mpegts, url: string, { video, onBroken }: Wishes): Engine {
  mpegts.LoggingControl.enableAll = false;
  const player = mpegts.createPlayer(
    { type: "flv", isLive: true, url: new URL(url, location.href).href },
    {
      // The default stash adds 0.9 s; liveSync wins back what the GOP cache put us behind.
      enableStashBuffer: false,
      liveSync: true,
      liveSyncMaxLatency: 1.2,
      liveSyncTargetLatency: 0.4,
      liveSyncPlaybackRate: 1.1,
      autoCleanupSourceBuffer: true,
      autoCleanupMaxBackwardDuration: 20,
      autoCleanupMinBackwardDuration: 8,
    },
  );
  player.on(mpegts.Events.ERROR, onBroken);
  player.on(mpegts.Events.LOADING_COMPLETE, onBroken);
  player.attachMediaElement(video);
  player.load();
  return {
    destroy: () => {
      player.off(mpegts.Events.ERROR, onBroken);
      player.off(mpegts.Events.LOADING_COMPLETE, onBroken);
      player.destroy();
    },
  };
}

function startNative(url: string, { video, onBroken }: Wishes): Engine {
  video.addEventListener("error", onBroken);
  video.addEventListener("ended", onBroken);
  video.src = url;
  return {
    destroy: () => {
      video.removeEventListener("error", onBroken);
      video.removeEventListener("ended", onBroken);
      video.removeAttribute("src");
      video.load();
    },
  };
}
