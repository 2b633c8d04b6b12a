// The product as users run it, in a program of its own, so that the bench can measure it from outside.
import { readConfig } from "#platform/config";
import { startServer } from "../server/main.ts";

const config = readConfig(process.env);
const { stop } = await startServer({ config: { ...config, databaseUrl: config.databaseUrl! } });
process.once("SIGTERM", () => void stop().then(() => process.exit(0)));
console.log("listening");
