import type { Machine } from "./machine.ts";

export const productStates = [
  "init",
  "on",
  "self_off",
  "violation_off",
  "deposit_off",
  "brand_expired",
  "banned",
  "bin",
  "deleted",
] as const;
export type ProductState = (typeof productStates)[number];

/** The online copy. Only a product that is on can be sold, and only while its shop is open. */
export const productMachine: Machine<ProductState> = {
  init: ["on", "bin"],
  on: ["self_off", "violation_off", "deposit_off", "brand_expired", "banned"],
  self_off: ["on", "bin"],
  violation_off: ["on", "bin", "banned"],
  deposit_off: ["on"],
  brand_expired: ["on"],
  banned: ["self_off", "deleted"],
  bin: ["self_off", "deleted"],
  deleted: [],
};
export const productCodes: Record<ProductState, number> = {
  init: 0,
  on: 5,
  self_off: 11,
  violation_off: 13,
  deposit_off: 14,
  brand_expired: 15,
  banned: 20,
  bin: 6,
  deleted: 9,
};

export const editStates = [
  "none",
  "editing",
  "auditing",
  "failed",
  "approved",
  "writing",
  "uploading",
  "upload_failed",
] as const;
export type EditState = (typeof editStates)[number];

/** The draft copy and its audit. */
export const editMachine: Machine<EditState> = {
  none: ["editing"],
  editing: ["auditing"],
  auditing: ["editing", "failed", "approved"],
  failed: ["editing"],
  approved: ["writing"],
  writing: ["none"],
  uploading: ["editing", "upload_failed"],
  upload_failed: ["editing"],
};
export const editCodes: Record<EditState, number> = {
  none: 0,
  editing: 1,
  auditing: 2,
  failed: 3,
  approved: 4,
  writing: 5,
  uploading: 7,
  upload_failed: 8,
};
