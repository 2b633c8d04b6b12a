/** The tags since the last keyframe, so that a viewer who joins sees a picture at once; bounded in bytes. */
export type GopCache = { keep(tag: Buffer, startsAtKey: boolean): void; clear(): void; tags(): Buffer[] };

export function createGopCache(maxBytes: number): GopCache {
  let tags: Buffer[] = [];
  let bytes = 0;
  return {
    keep(tag, startsAtKey) {
      if (startsAtKey || bytes + tag.length > maxBytes) {
        tags = [];
        bytes = 0;
      }
      // After an overflow nothing is kept until the next keyframe: half a GOP shows no picture.
      if (!startsAtKey && tags.length === 0) return;
      tags.push(tag);
      bytes += tag.length;
    },
    clear() {
      tags = [];
      bytes = 0;
    },
    tags: () => tags,
  };
}
