import type { Environment } from "#platform/config";
import { StartupFault } from "#platform/startup-fault";

const refuse = (sentence: string): never => {
  throw new StartupFault(`${sentence} Known are: --data DIR, --port N, --no-demo.`, 2);
};

const VARIABLES: Record<string, string> = { "--data": "JISHI_DATA", "--port": "JISHI_PORT" };

/** The command line, written over the environment: what was typed just now wins. */
export function withOptions(env: Environment, args: readonly string[]): Environment {
  const set: Record<string, string> = {};
  const words = args.flatMap((word) =>
    /^--\w+=/.test(word) ? [word.slice(0, word.indexOf("=")), word.slice(word.indexOf("=") + 1)] : [word],
  );
  for (let at = 0; at < words.length; at++) {
    const word = words[at]!;
    const variable = VARIABLES[word];
    if (word === "--no-demo") set["JISHI_DEMO"] = "false";
    else if (variable === undefined) refuse(`${word} is not an option.`);
    else {
      const value = words[++at] ?? "";
      if (value === "" || value.startsWith("--")) refuse(`${word} wants a value.`);
      set[variable] = value;
    }
  }
  return { ...env, ...set };
}
