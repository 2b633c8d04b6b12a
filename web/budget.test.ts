import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { gzipSync } from "node:zlib";

type Chunk = { file: string; isEntry?: boolean; imports?: string[]; dynamicImports?: string[]; css?: string[] };
type Manifest = Record<string, Chunk>;

const dist = new URL("./dist/", import.meta.url);
const budgets = {
  buyer: { mostKB: 130, screen: "screens/home/home.tsx", words: ["kit", "shell", "home"] },
  staff: { mostKB: 350, screen: "start/start.tsx", words: ["kit", "staff"] },
} as const;
const tooHeavy = ["mpegts.js", "hls.js", "echarts", "/zod/"];

function closure(manifest: Manifest, from: string[]): Set<string> {
  const seen = new Set<string>();
  const queue = [...from];
  for (let key = queue.pop(); key !== undefined; key = queue.pop()) {
    const chunk = manifest[key];
    if (!chunk || seen.has(key)) continue;
    seen.add(key);
    queue.push(...(chunk.imports ?? []));
  }
  return seen;
}

/** What the first screen needs: the entry, its screen and the words of one language, with all they import. */
function firstRoute(manifest: Manifest, app: keyof typeof budgets): Set<string> {
  const entry = Object.keys(manifest).find((key) => manifest[key]?.isEntry);
  assert.ok(entry, `${app} has an entry`);
  const { screen, words } = budgets[app];
  assert.ok(manifest[screen], `${app} has its first screen ${screen}`);
  const catalogues = words.map((area) => `../../contract/words/zh/${area}.ts`);
  const locale = Object.keys(manifest).filter((key) => /antd\/es\/locale\/zh_CN/.test(key));
  return closure(manifest, [entry, screen, ...catalogues, ...locale]);
}

for (const app of ["buyer", "staff"] as const) {
  const place = new URL(`${app}/.vite/manifest.json`, dist);
  const missing = existsSync(place)
    ? false
    : `web/dist/${app} is not built: the weight of its first route was NOT checked`;

  test(`the first route of ${app} weighs at most ${budgets[app].mostKB} KB of gzipped script`, {
    skip: missing,
  }, (t) => {
    const manifest = JSON.parse(readFileSync(place, "utf8")) as Manifest;
    const files = new Set([...firstRoute(manifest, app)].map((key) => manifest[key]?.file ?? ""));
    const weighed = [...files].map((file) => {
      const bytes = gzipSync(readFileSync(new URL(`${app}/${file}`, dist)), { level: 9 }).length;
      return { file, bytes };
    });
    weighed.sort((a, b) => b.bytes - a.bytes);
    const kilobytes = weighed.reduce((sum, one) => sum + one.bytes, 0) / 1024;
    const list = weighed.slice(0, 6).map((one) => `${(one.bytes / 1024).toFixed(1)} ${one.file}`);
    t.diagnostic(`${app}: ${kilobytes.toFixed(1)} KB; ${list.join(", ")}`);
    assert.ok(kilobytes > 40, "the measure saw the frame at all");
    assert.ok(kilobytes <= budgets[app].mostKB, `${kilobytes.toFixed(1)} KB: ${list.join(", ")}`);
  });

  test(`players, charts and validation stay out of the first route of ${app}`, { skip: missing }, () => {
    const manifest = JSON.parse(readFileSync(place, "utf8")) as Manifest;
    const found = [...firstRoute(manifest, app)].filter((key) => tooHeavy.some((name) => key.includes(name)));
    assert.deepEqual(found, []);
  });
}
