import assert from "node:assert/strict";
import { test } from "node:test";
import sharp from "sharp";
import { products } from "../catalogue/shops.ts";
import { allDrawings, drawOne } from "./draw.ts";

const drawings = allDrawings();

test("every product has two or three pictures, and all pictures differ", () => {
  for (const { key } of products) {
    const own = drawings.filter((drawing) => drawing.file.startsWith(`${key}-`));
    assert.ok(own.length >= 2 && own.length <= 3, `${key}: ${own.length}`);
  }
  assert.equal(new Set(drawings.map((drawing) => drawing.file)).size, drawings.length);
  assert.equal(new Set(drawings.map((drawing) => drawing.svg)).size, drawings.length);
});

test("no picture needs a font or anything from elsewhere", () => {
  for (const { file, svg } of drawings) {
    assert.doesNotMatch(svg, /<text|<image|href|NaN|undefined/, file);
    const ids = new Set([...svg.matchAll(/ id="(\w+)"/g)].map((hit) => hit[1]));
    for (const [, used] of svg.matchAll(/url\(#(\w+)\)/g)) assert.ok(ids.has(used), `${file} misses ${used}`);
  }
});

test("products are drawn at 1000 by 1000, covers at 720 by 1280", async () => {
  const sizes = {
    "spring-green-1.webp": [1000, 1000],
    "cover-spring-tea-live.webp": [720, 1280],
    "logo-moss.webp": [512, 512],
  };
  for (const [file, size] of Object.entries(sizes)) {
    const drawing = drawings.find((each) => each.file === file);
    assert.ok(drawing, file);
    const { format, width, height } = await sharp(await drawOne(drawing)).metadata();
    assert.deepEqual([format, width, height], ["webp", ...size]);
  }
});
