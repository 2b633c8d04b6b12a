import { runWithNode24 } from "./bootstrap.mjs";

runWithNode24("bin/start.ts", process.argv.slice(2), { tools: false });
