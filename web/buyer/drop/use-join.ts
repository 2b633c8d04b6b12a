import { useEffect, useRef, useState } from "react";
import { call } from "../../kit/api.ts";
import { type ApiProblem, isProblem } from "../../kit/problem.ts";
import type { Place } from "./use-place.ts";

export type Joining = { state: "idle" | "joining" | "proving" } | { state: "refused"; problem: unknown };

/** The puzzle comes with the refusal that asks for it; one that was solved too late is replaced by a fresh one. */
async function proofFor(dealId: string, refused: ApiProblem, signal: AbortSignal): Promise<string> {
  const told = refused.code === "promotions.proof_needed" ? refused.details["challenge"] : undefined;
  const challenge = typeof told === "string" ? told : (await call("readPuzzle", { dealId }, { signal })).challenge;
  const { solvePuzzle } = await import("../../kit/solve-puzzle.ts");
  return solvePuzzle(challenge, signal);
}

const asksProof = (problem: unknown): problem is ApiProblem =>
  isProblem(problem, "promotions.proof_needed") || isProblem(problem, "promotions.proof_invalid");

/** Joins the line once; a puzzle is solved on the way, without a deed of the person, at most twice. */
export function useJoin(dealId: string, onPlace: (place: Place) => void) {
  const [joining, setJoining] = useState<Joining>({ state: "idle" });
  const underWay = useRef<AbortController>(undefined);
  useEffect(() => () => underWay.current?.abort(), []);
  const join = async () => {
    if (underWay.current) return;
    const leaving = new AbortController();
    underWay.current = leaving;
    const { signal } = leaving;
    const enter = (proof?: string) => call("enterLine", { dealId, ...(proof ? { proof } : {}) }, { signal });
    const proven = async (refused: ApiProblem) => {
      setJoining({ state: "proving" });
      return enter(await proofFor(dealId, refused, signal));
    };
    setJoining({ state: "joining" });
    try {
      const place = await enter()
        .catch((problem: unknown) => (asksProof(problem) ? proven(problem) : Promise.reject(problem)))
        .catch((problem: unknown) =>
          isProblem(problem, "promotions.proof_invalid") ? proven(problem) : Promise.reject(problem),
        );
      onPlace(place);
      setJoining({ state: "idle" });
    } catch (problem) {
      if (signal.aborted) return;
      setJoining({ state: "refused", problem });
    } finally {
      underWay.current = undefined;
    }
  };
  return { joining, join: () => void join() };
}
