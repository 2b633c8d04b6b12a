// Runs under any Node from 20 on: installs what the lock file names, then hands over to the pinned Node 24.
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const modules = join(root, "node_modules");
const lockFile = join(root, "package-lock.json");
const STOP_MS = 60_000; // longer than any orderly end takes
// Compiled code is kept for the next start: reading the whole house takes 1.1 s instead of 2.5 s, also after a fall.
const compiled = join(modules, ".cache", "node");
const stamp = join(modules, ".jishi-lock");

const read = (file) => (existsSync(file) ? readFileSync(file, "utf8") : "");

function stopWith(sentence) {
  console.error(`jishi: ${sentence}`);
  process.exit(1);
}

const fits = (allowed, own) => allowed === undefined || [allowed].flat().includes(own);

/** Somebody ran `npm install` by hand and it is what the lock file says: no need to do it again. */
function installedByHand() {
  const own = read(join(modules, ".package-lock.json"));
  if (own === "") return false;
  const present = JSON.parse(own).packages;
  const wanted = Object.entries(JSON.parse(read(lockFile)).packages);
  return wanted.every(([path, { version, optional, os, cpu, link }]) => {
    if (path === "" || link || !fits(os, process.platform) || !fits(cpu, process.arch)) return true;
    return present[path] ? present[path].version === version : optional === true;
  });
}

/** The npm that started us, or the one on the path; through this very Node, whatever `node` means there. */
function npm(...args) {
  const script = process.env.npm_execpath;
  const options = { cwd: root, encoding: "utf8", maxBuffer: 64 * 1024 * 1024 };
  if (script?.endsWith(".js")) return spawnSync(process.execPath, [script, ...args], options);
  return spawnSync("npm", args, options);
}

/** `tools`: what checks and tests need as well. Running the product takes half of the packages. */
function ensureInstalled(tools) {
  const lock = createHash("sha256").update(read(lockFile)).digest("hex");
  const kept = read(stamp).trim();
  if (kept === `${lock} tools` || (kept === lock && !tools)) return;
  const byHand = installedByHand();
  if (!byHand) {
    console.error("jishi: installing what package-lock.json names …");
    const flags = [
      "--include=optional",
      tools ? "--include=dev" : "--omit=dev",
      "--no-audit",
      "--no-fund",
      "--loglevel=error",
    ];
    let done = npm("ci", ...flags);
    // A lock file made where other platforms' packages could not be had is one that `npm ci` refuses. Installing takes
    // the same versions from it and changes no file of ours.
    if (!done.error && done.status !== 0) done = npm("install", "--no-save", ...flags);
    if (done.error) stopWith("npm was not found; install npm (it comes with Node.js) and try again.");
    if (done.status !== 0) {
      console.error(done.stderr.trim());
      stopWith("npm could not install the packages (see above); check the network and the registry, then try again.");
    }
  }
  writeFileSync(stamp, byHand || tools ? `${lock} tools` : lock);
}

/** The Node that came with the packages; the running one where none was built for this kind of machine. */
function nodes() {
  const pinned = join(modules, `node-${process.platform}-${process.arch}`, "bin", "node");
  const found = existsSync(pinned) ? [pinned] : [];
  if (Number(process.versions.node.split(".")[0]) >= 24) found.push(process.execPath);
  return found;
}

/** Who started a program, where the kernel tells (Linux). */
const parentOf = (pid) => Number(/\) \S (\d+)/.exec(read(`/proc/${pid}/stat`))?.[1]);

/** npm killed outright leaves us behind, and the shell it put between: then everything below us should end as well. */
function watchNpm(end) {
  if (process.env.npm_lifecycle_event === undefined) return;
  const parent = process.ppid;
  const shell = /^(\/bin\/)?(ba|da)?sh\0-c\0/.test(read(`/proc/${parent}/cmdline`));
  const npm = shell ? parentOf(parent) : undefined;
  const left = () => process.ppid !== parent || (shell && parentOf(parent) !== npm);
  setInterval(() => left() && end(), 500).unref();
}

function handOver(candidates, args) {
  const [node, ...others] = candidates;
  if (node === undefined) {
    stopWith(`Node.js 24 is needed, and none is packaged for ${process.platform}-${process.arch}; please install it.`);
  }
  const path = [dirname(node), join(modules, ".bin"), process.env.PATH ?? ""].join(delimiter);
  // The channel closes with us, however we end: the program notices and stops.
  const stdio = ["inherit", "inherit", "inherit", "ipc"];
  const child = spawn(node, args, {
    cwd: root,
    stdio,
    env: { NODE_COMPILE_CACHE: compiled, ...process.env, PATH: path },
  });
  child.on("error", () => handOver(others, args)); // built for another C library: try the next
  child.on("exit", (code, signal) =>
    process.exit(code ?? 128 + (signal === "SIGINT" ? 2 : signal === "SIGTERM" ? 15 : 9)),
  );
  const end = (signal) => {
    child.kill(signal);
    setTimeout(() => child.kill("SIGKILL"), STOP_MS).unref();
  };
  // A terminal's Ctrl-C reaches the program by itself as well: it takes a second one for the same wish.
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, end);
  watchNpm(() => end("SIGTERM"));
}

/** Runs a TypeScript file of ours under Node 24, with the packages it needs in place. */
export function runWithNode24(file, args, { tools = true } = {}) {
  if (Number(process.versions.node.split(".")[0]) < 20) stopWith("Node.js 20 or newer is needed to begin.");
  ensureInstalled(tools);
  handOver(nodes(), ["--disable-warning=ExperimentalWarning", join(root, file), ...args]);
}
