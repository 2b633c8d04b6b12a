import { openStage } from "./ground.ts";
import { runSeed } from "./run-seed.ts";

// A program beside others on one PostgreSQL: it is sent seeds, one at a time, and sends back what came of each.
const [url, name, hours] = process.argv.slice(2);
if (url === undefined || name === undefined || hours === undefined || !process.send)
  throw new Error("a shard is started by simulate.ts");

const stage = await openStage(url, name);
process.on("message", (seed: number) => {
  void runSeed(stage, seed, Number(hours)).then((run) => process.send!(run));
});
process.once("disconnect", () => void stage.close());
process.send("ready");
