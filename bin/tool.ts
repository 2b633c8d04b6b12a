import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { StartupFault } from "#platform/startup-fault";

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Runs a command of ours: what the operator can set right is one sentence, anything else is a fault with its stack. */
export async function runTool(work: (args: string[]) => Promise<number>): Promise<void> {
  try {
    process.exitCode = await work(process.argv.slice(2));
  } catch (fault) {
    if (!(fault instanceof StartupFault)) throw fault;
    console.error(`jishi: ${fault.message}`);
    process.exitCode = fault.exitCode;
  }
}

export async function asAdmin(url: string, text: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(text);
  } finally {
    await client.end();
  }
}
