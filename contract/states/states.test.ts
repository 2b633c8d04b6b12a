import assert from "node:assert/strict";
import { test } from "node:test";
import { caseMachine } from "./case.ts";
import { allows, before, type Machine, terminal } from "./machine.ts";
import { dealMachine } from "./deal.ts";
import { orderCodes, orderMachine } from "./order.ts";
import { intentMachine, refundMachine } from "./payment.ts";
import { editCodes, editMachine, productCodes, productMachine } from "./product.ts";
import { roomMachine } from "./room.ts";
import { shopMachine } from "./shop.ts";

const machines: Record<string, { machine: Machine<string>; begins: string[]; ends: string[] }> = {
  order: { machine: orderMachine, begins: ["unpaid"], ends: ["oversold", "all_refunded"] },
  product: { machine: productMachine, begins: ["init"], ends: ["deleted"] },
  edit: { machine: editMachine, begins: ["none", "uploading"], ends: [] },
  room: { machine: roomMachine, begins: ["draft"], ends: ["cancelled", "archived"] },
  intent: { machine: intentMachine, begins: ["created"], ends: ["captured", "quarantined"] },
  deal: { machine: dealMachine, begins: ["scheduled"], ends: ["ended", "stopped"] },
  refund: { machine: refundMachine, begins: ["requested"], ends: ["succeeded"] },
  shop: { machine: shopMachine, begins: ["draft"], ends: ["closed"] },
  case: {
    machine: caseMachine,
    begins: ["MERCHANT_PROCESSING", "USER_WAIT_HANDLE_MERCHANT_AFTER_SALE", "MERCHANT_REFUND_RETRY_FAIL"],
    ends: ["MERCHANT_REFUND_SUCCESS", "MERCHANT_RETURN_SUCCESS", "USER_CANCELD", "MERCHANT_FAIL"],
  },
};

function reached(machine: Machine<string>, begins: readonly string[]): string[] {
  const seen = new Set(begins);
  for (const state of seen) for (const next of machine[state]!) seen.add(next);
  return [...seen].toSorted();
}

for (const [name, { machine, begins, ends }] of Object.entries(machines)) {
  test(`every state of ${name} can be reached, leads somewhere known, or is an end`, () => {
    assert.deepEqual(reached(machine, begins), Object.keys(machine).toSorted());
    assert.deepEqual(terminal(machine).toSorted(), ends.toSorted());
    for (const state of Object.keys(machine))
      for (const from of before(machine, state)) assert.ok(allows(machine, from, state));
  });
}

test("the dialect's codes tell states apart, but for the unpaid order that is closing", () => {
  assert.deepEqual([orderCodes.unpaid, orderCodes.closing], [10, 10]);
  for (const codes of [productCodes, editCodes]) {
    const numbers = Object.values(codes);
    assert.equal(new Set(numbers).size, numbers.length);
  }
  assert.equal(new Set(Object.values(orderCodes)).size, Object.keys(orderCodes).length - 1);
});
