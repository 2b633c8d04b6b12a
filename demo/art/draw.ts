import { mkdir, writeFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import path from "node:path";
import sharp from "sharp";
import { creators, roomPlans } from "../catalogue/creators.ts";
import { shops } from "../catalogue/shops.ts";
import { productPictures, roomCover } from "./compose.ts";
import { avatar, logo } from "./portraits.ts";

export type Drawing = { file: string; svg: string };

/** Every picture of the demo world by file name: products as `<key>-1.webp` onwards, then logos, avatars, covers. */
export function allDrawings(): Drawing[] {
  return [
    ...shops.flatMap((shop) =>
      shop.products.flatMap((product) =>
        productPictures(product, shop.key).map((svg, i) => ({ file: `${product.key}-${i + 1}.webp`, svg })),
      ),
    ),
    ...shops.map((shop) => ({ file: `logo-${shop.key}.webp`, svg: logo(shop.key) })),
    ...creators.map((creator) => ({ file: `avatar-${creator.key}.webp`, svg: avatar(creator) })),
    ...roomPlans.map((room) => ({ file: `cover-${room.key}.webp`, svg: roomCover(room) })),
  ];
}

export const drawOne = (drawing: Drawing): Promise<Buffer> =>
  sharp(Buffer.from(drawing.svg)).flatten({ background: "#fff" }).webp({ quality: 80, effort: 2 }).toBuffer();

/** Draws all pictures into the folder and returns their file names. */
export async function drawAll(folder: string): Promise<string[]> {
  await mkdir(folder, { recursive: true });
  const drawings = allDrawings();
  const waiting = drawings.values();
  const hand = async () => {
    for (const drawing of waiting) await writeFile(path.join(folder, drawing.file), await drawOne(drawing));
  };
  await Promise.all(Array.from({ length: Math.max(2, availableParallelism()) }, hand));
  return drawings.map((drawing) => drawing.file);
}

if (import.meta.main) {
  const started = performance.now();
  const files = await drawAll(process.argv[2] ?? "demo-pictures");
  process.stdout.write(`${files.length} pictures in ${((performance.now() - started) / 1000).toFixed(1)} s\n`);
}
