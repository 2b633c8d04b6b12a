import { runCounter } from "./counter.ts";
import { runGrowth } from "./growth.ts";
import { runPeers } from "./peers.ts";
import { runRoom } from "./room.ts";
import { runSoldout } from "./soldout.ts";
import { runVerify } from "./verify.ts";

type Bench = (options: { json: boolean }) => Promise<object>;
const benches: Record<string, Bench> = {
  counter: runCounter,
  soldout: runSoldout,
  growth: runGrowth,
  peers: runPeers,
  room: runRoom,
  verify: runVerify,
};

const names = Object.keys(benches).join(", ");
const [name = "", ...flags] = process.argv.slice(2);
const unknown = flags.find((flag) => flag !== "--json");
const bench = benches[name];

if (!bench || unknown !== undefined) {
  console.error(`jishi: npm run bench -- NAME [--json], where NAME is one of ${names}.`);
  process.exit(2);
}

const json = flags.includes("--json");
const figures = await bench({ json });
// With --json the last line is the figures and nothing else, for whoever compares runs.
console.log(json ? JSON.stringify(figures) : JSON.stringify(figures, null, 2));
process.exit(0);
