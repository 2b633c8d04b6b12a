import { spawn } from "node:child_process";
import { existsSync, globSync } from "node:fs";
import { join } from "node:path";
import { temporaryDatabase } from "./temporary-database.ts";
import { root, runTool } from "./tool.ts";

type Step = { name: string; command: string; args: string[] };
type Result = { step: Step; passed: boolean; output: string };

const folders = ["bin", "server", "contract", "sandbox", "web", "tests", "bench", "demo"].filter((folder) =>
  existsSync(join(root, folder)),
);
const unitTests = () => globSync("{server,contract,sandbox}/**/*.test.ts", { cwd: root }).toSorted();

/** What git does not keep was not written by hand. */
const byGit = ["--vcs-enabled=true", "--vcs-client-kind=git", "--vcs-use-ignore-file=true"];

/** Slowest first, so that two at a time end together. */
const steps = (): Step[] => [
  {
    name: "tests",
    command: process.execPath,
    args: ["--test", "--test-concurrency=4", "--test-reporter=dot", ...unitTests()],
  },
  { name: "lint", command: "oxlint", args: ["--type-aware", "--deny-warnings", ...folders] },
  { name: "types", command: "tsc", args: ["--noEmit", "-p", "."] },
  { name: "types of the web", command: "tsc", args: ["--noEmit", "-p", "web"] },
  { name: "dead code", command: "knip", args: ["--no-progress"] },
  { name: "generated files", command: process.execPath, args: [join("bin", "generate.ts"), "--check"] },
  { name: "format", command: "biome", args: ["format", ...byGit, ...folders] },
];

function run(step: Step, env: NodeJS.ProcessEnv): Promise<Result> {
  const began = performance.now();
  const local = join(root, "node_modules", ".bin", step.command);
  const child = spawn(existsSync(local) ? local : step.command, step.args, {
    cwd: root,
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (output += chunk.toString()));
  return new Promise((resolve) => {
    const end = (passed: boolean): void => {
      const seconds = ((performance.now() - began) / 1000).toFixed(1);
      console.log(`${passed ? "ok    " : "FAILED"}  ${step.name.padEnd(18)}${seconds.padStart(6)} s`);
      resolve({ step, passed, output });
    };
    child.once("error", (error) => {
      output += error.message;
      end(false);
    });
    child.once("close", (code) => end(code === 0));
  });
}

/** Two at a time: as many as the smallest machine we care for has cores. */
async function runAll(waiting: Step[], env: NodeJS.ProcessEnv): Promise<Result[]> {
  const results: Result[] = [];
  const lane = async (): Promise<void> => {
    for (let step = waiting.shift(); step !== undefined; step = waiting.shift()) results.push(await run(step, env));
  };
  await Promise.all([lane(), lane()]);
  return results;
}

await runTool(async (args) => {
  const wanted = steps().filter(({ name }) => args.length === 0 || args.includes(name));
  const database = await temporaryDatabase();
  try {
    const failed = (await runAll(wanted, { ...process.env, DATABASE_URL: database.url })).filter(
      ({ passed }) => !passed,
    );
    for (const { step, output } of failed) console.log(`\n── ${step.name} ──\n${output.trim()}`);
    return failed.length > 0 ? 1 : 0;
  } finally {
    await database.stop();
  }
});
