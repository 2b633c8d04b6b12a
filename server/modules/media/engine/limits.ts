/** Every bound of the engine in one place; tests tighten a few of them to stay quick. */
export const defaultLimits = {
  mediaMessageBytes: 8 * 1024 * 1024,
  commandMessageBytes: 64 * 1024,
  unfinishedBytes: 16 * 1024 * 1024,
  chunkBytes: 1024 * 1024,
  chunkStreams: 64,
  idleMs: 15_000,
  authorizeMs: 5_000,
  grantMs: 5_000,
  coalesceMs: 50,
  gopCacheBytes: 8 * 1024 * 1024,
  viewerHighWaterBytes: 512 * 1024,
  viewerStallMs: 10_000,
  partMs: 250,
  segmentMs: 1_000,
  segmentMaxMs: 10_000,
  playlistWaitMs: 5_000,
  recordQueueBytes: 64 * 1024 * 1024,
};

export type Limits = typeof defaultLimits;

/** The peer broke the protocol or a bound: the connection ends, nothing else does. */
export class ProtocolFault extends Error {}
