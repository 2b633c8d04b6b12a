import { runTool } from "./tool.ts";
import { simulate } from "../tests/simulation/simulate.ts";

await runTool(simulate);
