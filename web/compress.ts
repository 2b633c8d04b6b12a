import { globSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

/** Below this a packet carries the file either way. */
const LEAST_BYTES = 1024;
const WORTH = 0.9;
const QUALITY = 9; // 11 wins another four per cent and takes ten times as long: nobody waits for that at the first start

const brotli = (bytes: Buffer): Buffer =>
  brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: QUALITY } });

/** Lays a `.br` and a `.gz` beside every text of a built app: the server hands out what is there and packs nothing itself. */
export function compress(folder: string): void {
  for (const file of globSync("**/*.{js,css,svg,json}", { cwd: folder })) {
    const place = join(folder, file);
    const bytes = readFileSync(place);
    if (bytes.length < LEAST_BYTES) continue;
    for (const [ending, packed] of [
      ["br", brotli(bytes)],
      ["gz", gzipSync(bytes, { level: 9 })],
    ] as const) {
      if (packed.length < bytes.length * WORTH) writeFileSync(`${place}.${ending}`, packed);
    }
  }
}
