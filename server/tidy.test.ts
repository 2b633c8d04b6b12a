import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { modules } from "./modules.ts";
import { moduleOf, untidy, wrongMap } from "./tidy.ts";

test("the code keeps to the map", () => {
  const sources = globSync("server/**/*.ts").map((path) => ({ path, text: readFileSync(path, "utf8") }));
  assert.ok(sources.length > 100, "tidy saw too little code");
  assert.deepEqual(sources.flatMap(untidy), []);
});

test("the map has no cycles and names every module", () => {
  assert.deepEqual(wrongMap(globSync("server/modules/*/index.ts").map((path) => moduleOf(path) ?? "")), []);
});

test("every module says what it is for, in forty lines at most", () => {
  for (const name of Object.keys(modules)) {
    const lines = readFileSync(`server/modules/${name}/README.md`, "utf8").trimEnd().split("\n").length;
    assert.ok(lines <= 40, `${name}/README.md has ${lines} lines`);
  }
});

test("ARCHITECTURE.md draws the map that the code keeps to", () => {
  const text = readFileSync("ARCHITECTURE.md", "utf8");
  const drawn = [...text.matchAll(/^\| `(\w+)` \| ([^|]*) \|/gm)].map(([, name, calls]): [string, string[]] => [
    name!,
    [...calls!.matchAll(/\w+/g)].map(([word]) => word),
  ]);
  assert.deepEqual(
    drawn,
    Object.entries(modules).map(([name, calls]) => [name, [...calls]]),
  );
});

test("the sandbox is a program of its own", () => {
  for (const path of globSync("sandbox/**/*.ts"))
    assert.doesNotMatch(readFileSync(path, "utf8"), /from "(?:#platform|#modules|\.\.\/server)/, path);
});

test("tidy catches what it claims to catch", () => {
  const at = (path: string, text: string): number => untidy({ path, text }).length;
  assert.equal(at("server/modules/inventory/a.ts", 'import { x } from "#modules/orders";'), 1);
  assert.equal(at("server/modules/inventory/a.ts", 'import type { X } from "../orders/place-orders.ts";'), 2);
  assert.equal(at("server/modules/orders/a.ts", 'tx.selectFrom("inventory.positions")'), 1);
  assert.equal(at("server/modules/orders/a.ts", "statement(`update inventory.positions set reserved = 0`)"), 1);
  assert.equal(at("server/platform/a.ts", 'import { x } from "#modules/orders";'), 1);
  assert.equal(at("server/modules/orders/a.ts", "const at = new Date();"), 1);
  assert.equal(at("server/modules/orders/a.ts", "sql`select now()`"), 1);
  assert.equal(at("server/modules/orders/a.ts", 'setTimeout(go, 5); fetch("x");'), 2);
  assert.equal(at("server/modules/orders/a.ts", 'import type { IncomingMessage } from "node:http";'), 0);
  assert.equal(at("server/modules/orders/a.ts", 'import { openLine } from "./gateways/x.ts";\ntransact(db, work);'), 1);
  assert.equal(at("server/modules/orders/order-helper.ts", ""), 1);
  assert.equal(at("server/modules/orders/a.ts", "\n".repeat(400)), 1);
  assert.equal(at("server/modules/orders/a.ts", 'import { x } from "#modules/inventory";'), 0);
});
