import { accessSync, constants, existsSync, mkdirSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { StartupFault } from "#platform/startup-fault";
import { forgetPid, notedPid, notePid } from "../programs.ts";

/** Folder by folder: Node's own recursive way never returns where the kernel says "no such folder" to a mkdir, as in /proc. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  mkdirSync(folder);
}

/** Makes the data folder and takes it for this program alone. Returns how to let it go again. */
export function takeDataFolder(folder: string): () => void {
  try {
    makeFolder(folder);
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch {
    const wrong = existsSync(folder) && !statSync(folder).isDirectory() ? "is not a folder" : "cannot be written";
    throw new StartupFault(`The data folder ${folder} ${wrong}; choose another with --data DIR.`);
  }
  const file = join(folder, "server.pid");
  const other = notedPid(file, "bin/start.ts");
  if (other !== undefined && other !== process.pid) {
    throw new StartupFault(`Jishi already runs on the data folder ${folder} (program ${other}).`);
  }
  notePid(file, process.pid);
  return () => forgetPid(file);
}
