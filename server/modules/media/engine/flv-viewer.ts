import type { Limits } from "./limits.ts";

/** Where a viewer's bytes go: a socket in life, an array in tests. */
export type Outlet = { write(bytes: Buffer): void; queuedBytes(): number; finish(): void; cut(): void };

export type FlvViewer = {
  /** Gets one shared batch; `fresh` are the codec headers, sent first when they changed since this viewer got them. */
  offer(batch: Buffer, startsAtKey: boolean, fresh: Headers): void;
  finish(): void;
};

export type Headers = { version: number; bytes: Buffer };

type Options = {
  outlet: Outlet;
  opening: Buffer[];
  headersVersion: number;
  atKey: boolean;
  limits: Limits;
  elapsedMs(): number;
  leave(): void;
};

/**
 * One watcher. Who reads too slowly is skipped ahead to the next keyframe, and let go when that lasts:
 * memory stays bounded whatever a viewer does.
 */
export function createFlvViewer(options: Options): FlvViewer {
  const { outlet, limits, elapsedMs } = options;
  let known = options.headersVersion;
  let waitingForKey = !options.atKey;
  let stalledSinceMs: number | undefined;
  for (const bytes of options.opening) outlet.write(bytes);

  function catchesUp(startsAtKey: boolean): boolean {
    if (stalledSinceMs === undefined) return true;
    if (startsAtKey && outlet.queuedBytes() < limits.viewerHighWaterBytes / 4) {
      stalledSinceMs = undefined;
      return true;
    }
    if (elapsedMs() - stalledSinceMs > limits.viewerStallMs) {
      options.leave();
      outlet.cut();
    }
    return false;
  }

  return {
    offer(batch, startsAtKey, fresh) {
      if (!catchesUp(startsAtKey)) return;
      if (waitingForKey && !startsAtKey) return;
      if (outlet.queuedBytes() > limits.viewerHighWaterBytes) {
        stalledSinceMs = elapsedMs();
        return;
      }
      waitingForKey = false;
      if (known !== fresh.version) outlet.write(fresh.bytes);
      known = fresh.version;
      outlet.write(batch);
    },
    finish: () => outlet.finish(),
  };
}
