import assert from "node:assert/strict";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { compress } from "./compress.ts";

const folder = mkdtempSync(join(tmpdir(), "jishi-compress-"));
after(() => rmSync(folder, { recursive: true }));

test("every text of an app lies there packed, so that a phone on a slow line waits a third of the time", () => {
  const script = "export const say = (name) => `hello ${name}`;\n".repeat(100);
  mkdirSync(join(folder, "assets"));
  const files = { "assets/app.js": script, "assets/small.css": "p{margin:0}", "assets/photo.webp": "RIFF".repeat(999) };
  for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text);
  compress(folder);
  assert.equal(brotliDecompressSync(readFileSync(join(folder, "assets/app.js.br"))).toString(), script);
  assert.equal(gunzipSync(readFileSync(join(folder, "assets/app.js.gz"))).toString(), script);
  for (const file of ["assets/small.css.br", "assets/photo.webp.br", "assets/photo.webp.gz"])
    assert.equal(existsSync(join(folder, file)), false, `${file} is not worth it`);
});
