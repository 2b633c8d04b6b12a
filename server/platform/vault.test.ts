import assert from "node:assert/strict";
import { test } from "node:test";
import { openVault } from "./vault.ts";

const vault = openVault(Buffer.alloc(32, 1));
const other = openVault(Buffer.alloc(32, 2));

test("what is sealed opens at its own place only, and with its own secret only", () => {
  const sealed = vault.seal("identity.people|phone|1", "13800000000");
  assert.equal(vault.open("identity.people|phone|1", sealed), "13800000000");
  assert.throws(() => vault.open("identity.people|phone|2", sealed));
  assert.throws(() => other.open("identity.people|phone|1", sealed));
  for (let at = 0; at < sealed.length; at++) {
    const bent = Buffer.from(sealed);
    bent[at]! ^= 1;
    assert.throws(() => vault.open("identity.people|phone|1", bent));
  }
  assert.throws(() => vault.open("identity.people|phone|1", sealed.subarray(0, 20)));
});

test("the same text is found by its index, and says nothing about itself", () => {
  assert.deepEqual(vault.blindIndex("phone", "1"), vault.blindIndex("phone", "1"));
  assert.notDeepEqual(vault.blindIndex("phone", "1"), vault.blindIndex("name", "1"));
  assert.notDeepEqual(vault.blindIndex("phone", "1"), other.blindIndex("phone", "1"));
});

test("a token is believed for its purpose, unbent and unmade-up", () => {
  const token = vault.sign("trail", { productId: 5n, scene: "live" });
  assert.deepEqual(vault.verify("trail", token), { productId: "5", scene: "live" });
  assert.equal(vault.verify("play", token), undefined);
  assert.equal(other.verify("trail", token), undefined);
  for (const bent of ["", ".", "a.b", `${token}.x`, token.slice(1), `${token}A`, token.replace(".", "..")])
    assert.equal(vault.verify("trail", bent), undefined, bent);
});
