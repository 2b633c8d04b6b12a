import { matchesPhone } from "./phone.ts";
import type { AnswerOf, InputOf } from "../../kit/api.ts";

export type Address = AnswerOf<"listAddresses">["items"][number];
export type Draft = InputOf<"addAddress">;
export type Part = "name" | "phone" | "region" | "street";

export const emptyDraft: Draft = {
  name: "",
  phone: "",
  regionCodes: [],
  regionNames: [],
  street: "",
  isDefault: false,
};

export const draftOf = ({ name, phone, regionCodes, regionNames, street, isDefault }: Address): Draft => ({
  name,
  phone,
  regionCodes,
  regionNames,
  street,
  isDefault,
});

/** The parts that are still missing or wrong, in the order of the form. */
export function faultyParts(draft: Draft): Part[] {
  const faults: Record<Part, boolean> = {
    name: draft.name.trim() === "",
    phone: !matchesPhone(draft.phone),
    region: draft.regionCodes.length < 2,
    street: draft.street.trim() === "",
  };
  return (Object.keys(faults) as Part[]).filter((part) => faults[part]);
}
