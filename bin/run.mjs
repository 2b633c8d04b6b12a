import { runWithNode24 } from "./bootstrap.mjs";

const [file, ...args] = process.argv.slice(2);
if (file === undefined) {
  console.error("jishi: say which file to run, as in: node bin/run.mjs bin/check.ts");
  process.exit(2);
}
// What an operator runs needs what the product needs; the rest are tools of those who write it.
const tools = !["bin/verify.ts", "bin/build.ts"].includes(file);
runWithNode24(file, args, { tools });
