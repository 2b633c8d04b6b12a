import { Readable } from "node:stream";
import { run } from "node:test";
import { spec } from "node:test/reporters";

/** Files that may run beside each other, and how many at a time. */
export type Run = { files: string[]; concurrency: number };
type Told = { type: string; data: { message?: string; nesting?: number } };

const CLOSING = /^(tests|suites|pass|fail|cancelled|skipped|todo|duration_ms) ([\d.]+)$/;

/** What the runner says of a run when it ends, kept back so that several runs end in one sum. */
function closingLine({ type, data }: Told): [string, number] | undefined {
  if (type !== "test:diagnostic" || data.nesting !== 0) return undefined;
  const found = CLOSING.exec(data.message ?? "");
  return found ? [found[1]!, Number(found[2])] : undefined;
}

/** One run after the other, told as one: what measures must not run beside what makes noise. */
async function* tellRuns(runs: readonly Run[], sums: Map<string, number>): AsyncGenerator<Told> {
  for (const { files, concurrency } of runs.filter((each) => each.files.length > 0)) {
    for await (const told of run({ files, concurrency }) as AsyncIterable<Told>) {
      const line = closingLine(told);
      if (line) sums.set(line[0], (sums.get(line[0]) ?? 0) + line[1]);
      else if (told.type !== "test:summary") yield told;
    }
  }
  for (const [name, sum] of sums)
    yield { type: "test:diagnostic", data: { nesting: 0, message: `${name} ${sum}`, level: "info" } as Told["data"] };
}

/** Runs tests and ends with the runner's own closing lines. The exit code: 0 when something ran and nothing failed. */
export async function runTests(runs: readonly Run[]): Promise<number> {
  const sums = new Map<string, number>();
  const told = Readable.from(tellRuns(runs, sums));
  const written = told.pipe(new spec());
  for await (const text of written) process.stdout.write(text as string);
  const bad = (sums.get("fail") ?? 0) + (sums.get("cancelled") ?? 0);
  return bad > 0 || (sums.get("pass") ?? 0) === 0 ? 1 : 0;
}
