/** Plays a recording by the browser's own HLS on Apple, by hls.js elsewhere. Answers how to stop. */
export function startReplay(video: HTMLVideoElement, url: string, onBroken: () => void): () => void {
  let over = false;
  let destroy: (() => void) | undefined;
  video.addEventListener("error", onBroken);
  const begin = async () => {
    // Chromium also says “maybe” of late, but its own player does not seek well in long recordings.
    const apple = navigator.vendor.startsWith("Apple") && video.canPlayType("application/vnd.apple.mpegurl") !== "";
    if (apple) {
      video.src = url;
      return;
    }
    const { default: Hls } = await import("hls.js/light");
    if (over) return;
    if (!Hls.isSupported()) return onBroken();
    const hls = new Hls({ maxBufferLength: 20 });
    destroy = () => hls.destroy();
    hls.on(Hls.Events.ERROR, (_, problem) => {
      if (problem.fatal) onBroken();
    });
    hls.loadSource(url);
    hls.attachMedia(video);
  };
  void begin().catch(onBroken);
  return () => {
    over = true;
    video.removeEventListener("error", onBroken);
    destroy?.();
    video.removeAttribute("src");
    video.load();
  };
}
