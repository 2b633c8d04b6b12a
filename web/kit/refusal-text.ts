import { useEffect, useState } from "react";
import { count, money } from "./format.ts";
import { ApiProblem, type Details } from "./problem.ts";
import { currentLanguage, useLanguage } from "./language.ts";
import { useWords } from "./words.ts";
import type kitWords from "#contract/words/zh/kit";

type Said = string | ((details: Details) => string);
type Register = Record<string, { zh: Said; en: Said } | undefined>;

// The register speaks of everything the server may refuse: no page needs it before the first "no".
const register = async (): Promise<Register> => (await import("#contract/refusals")).refusals as unknown as Register;

function fill(text: string, details: Details): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = details[name];
    if (typeof value !== "string" && typeof value !== "number") return whole;
    if (name.endsWith("Fen")) return money(Number(value));
    return typeof value === "number" ? count(value) : value;
  });
}

function generic(problem: unknown, words: typeof kitWords): string {
  if (!(problem instanceof ApiProblem)) return words.unknownProblem("");
  if (problem.kind === "offline") return words.offlineProblem;
  if (problem.kind === "timeout") return words.timeoutProblem;
  if (problem.status === 401) return words.signInProblem;
  if (problem.status === 429) return words.tooOftenProblem;
  return words.unknownProblem(problem.requestId);
}

/** What a person reads when something was refused: the register's sentence, else a general one with the request id. */
export async function refusalText(problem: unknown, words: typeof kitWords): Promise<string> {
  if (!(problem instanceof ApiProblem) || problem.kind !== "refused") return generic(problem, words);
  const said = (await register())[problem.code]?.[currentLanguage()];
  if (!said) return generic(problem, words);
  return typeof said === "function" ? said(problem.details) : fill(said, problem.details);
}

/** The same, for a page that shows the refusal beside what caused it. */
export function useRefusalText(problem: unknown): string {
  const words = useWords("kit");
  const language = useLanguage();
  const [text, setText] = useState("");
  useEffect(() => {
    let wanted = true;
    if (!problem) setText("");
    else void refusalText(problem, words).then((found) => wanted && setText(found));
    return () => {
      wanted = false;
    };
    // The words change with the language, and so must a refusal already on the screen.
  }, [problem, words, language]);
  return problem ? text : "";
}
