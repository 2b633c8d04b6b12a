import { ApiProblem } from "../../kit/problem.ts";

export type Fault = { pointer: string; code: string };

/** The fields a refusal names: an empty list when it speaks of the whole. */
export function faultsOf(problem: unknown): Fault[] {
  if (!(problem instanceof ApiProblem)) return [];
  const { errors } = problem.details;
  if (!Array.isArray(errors)) return [];
  return errors.flatMap((one: unknown) => {
    const { pointer, code } = (one ?? {}) as { pointer?: unknown; code?: unknown };
    return typeof pointer === "string" ? [{ pointer, code: typeof code === "string" ? code : "wrong" }] : [];
  });
}

/** The first fault at a field or below it. */
export const faultAt = (faults: readonly Fault[], pointer: string): Fault | undefined =>
  faults.find((fault) => fault.pointer === pointer || fault.pointer.startsWith(`${pointer}/`));
