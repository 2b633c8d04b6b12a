import assert from "node:assert/strict";
import { test } from "node:test";
import { testHouse } from "../../../tests/house.ts";
import { aPerson } from "../../../tests/fixtures/goods.ts";
import { realNameGateway } from "./outside.ts";
import { proveRealName } from "./prove-real-name.ts";
import { readRealNameLevels, readSamePeople } from "./same-people.ts";

const { house } = await testHouse();
realNameGateway.replace(house.config, {
  check: async () => ({ sure: "yes", value: { named: true, face: true } }),
  stop: () => undefined,
});

test("accounts with the same papers are one person; those without papers are only themselves", async () => {
  const [one, two, other, none] = await Promise.all([1, 2, 3, 4].map((n) => aPerson(house.db, `人${n}`, 1)));
  const prove = (personId: bigint, idNumber: string) =>
    proveRealName(house, { personId, name: "林小满", idNumber, face: false });
  await prove(one!, "33010619900307001x");
  await prove(two!, "33010619900307001X");
  await prove(other!, "330106199103080027");
  const same = await readSamePeople(house.db, [one!, other!, none!]);
  assert.deepEqual(new Set(same.get(one!)), new Set([one, two]));
  assert.deepEqual([same.get(other!), same.get(none!)], [[other], [none]]);
  const levels = await readRealNameLevels(house.db, [one!, none!, 5n]);
  assert.deepEqual([...levels.values()], [2, 1, 0]);
});
