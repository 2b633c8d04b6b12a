import { runWithNode24 } from "./bootstrap.mjs";

runWithNode24("bin/test.ts", process.argv.slice(2));
