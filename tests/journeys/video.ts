import type { Page } from "playwright-core";
import { until } from "./story.ts";

type Video = {
  videoWidth: number;
  currentTime: number;
  paused: boolean;
  buffered: { length: number; end: (n: number) => number };
  dataset: Record<string, string>;
};
export type Seen = { plays: boolean; behindSeconds: number; mark: string | undefined };

/** What the page's video does right now: a frame has been drawn and time goes on, or not. */
export async function lookAtVideo(page: Page): Promise<Seen> {
  const videos = page.locator("video");
  if ((await videos.count()) === 0) return { plays: false, behindSeconds: 0, mark: undefined };
  return videos.first().evaluate((node) => {
    const video = node as unknown as Video;
    const { videoWidth, currentTime, paused, buffered, dataset } = video;
    const end = buffered.length > 0 ? buffered.end(buffered.length - 1) : 0;
    return {
      plays: videoWidth > 0 && currentTime > 0.1 && !paused,
      behindSeconds: end - currentTime,
      mark: dataset["seen"],
    };
  });
}

/** Waits for the picture. */
export const picturePlays = (page: Page): Promise<Seen> =>
  until(
    () => lookAtVideo(page),
    ({ plays }) => plays,
    { what: "the picture" },
  );

/** Marks the video, so that another one in its place would be noticed. */
export const markVideo = (page: Page, mark: string): Promise<void> =>
  page
    .locator("video")
    .first()
    .evaluate((node, text) => {
      (node as unknown as Video).dataset["seen"] = text;
    }, mark);
