import assert from "node:assert/strict";
import { test } from "node:test";
import { ApiProblem } from "../../kit/problem.ts";
import { faultAt, faultsOf } from "./field-faults.ts";

const refused = (details: Record<string, unknown>) => new ApiProblem({ status: 422, code: "request.invalid", details });

test("the fields that a refusal names are found, also by what lies around them", () => {
  const faults = faultsOf(refused({ errors: [{ pointer: "/draft/skus/1/priceFen", code: "too_small" }] }));
  assert.equal(faultAt(faults, "/draft/skus/1/priceFen")?.code, "too_small");
  assert.equal(faultAt(faults, "/draft/skus")?.code, "too_small");
  assert.equal(faultAt(faults, "/draft/skus/10"), undefined);
});

test("a fault without a code is still a fault, and other details name no field", () => {
  assert.deepEqual(faultsOf(refused({ errors: [{ pointer: "/rules/freeFromFen" }] })), [
    { pointer: "/rules/freeFromFen", code: "wrong" },
  ]);
  assert.deepEqual(faultsOf(refused({ floorFen: 100 })), []);
  assert.deepEqual(faultsOf(new Error("elsewhere")), []);
});
