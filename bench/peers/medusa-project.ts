import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

// The least project that Medusa's documents describe: its configuration and a tsconfig, and nothing of ours in it.
const TSCONFIG = {
  compilerOptions: {
    target: "ES2021",
    module: "Node16",
    moduleResolution: "Node16",
    esModuleInterop: true,
    skipLibCheck: true,
    skipDefaultLibCheck: true,
    rootDir: "./",
    outDir: "./.medusa/server",
  },
  include: ["medusa-config.ts"],
  exclude: ["node_modules", ".medusa"],
};

const CONFIG = `import { defineConfig } from "@medusajs/framework/utils"

const redisUrl = process.env.REDIS_URL

const withRedis = (redisUrl: string) => [
  {
    resolve: "@medusajs/medusa/caching",
    options: {
      providers: [
        { resolve: "@medusajs/caching-redis", id: "caching-redis", is_default: true, options: { redisUrl } },
      ],
    },
  },
  { resolve: "@medusajs/medusa/event-bus-redis", options: { redisUrl } },
  { resolve: "@medusajs/medusa/workflow-engine-redis", options: { redis: { redisUrl } } },
  {
    resolve: "@medusajs/medusa/locking",
    options: {
      providers: [
        { resolve: "@medusajs/medusa/locking-redis", id: "locking-redis", is_default: true, options: { redisUrl } },
      ],
    },
  },
]

export default defineConfig({
  projectConfig: {
    databaseUrl: process.env.DATABASE_URL,
    redisUrl,
    workerMode: process.env.MEDUSA_WORKER_MODE as "shared" | "worker" | "server",
    http: {
      storeCors: "http://localhost",
      adminCors: "http://localhost",
      authCors: "http://localhost",
      jwtSecret: process.env.JWT_SECRET,
      cookieSecret: process.env.COOKIE_SECRET,
    },
  },
  admin: { disable: true },
  modules: redisUrl === undefined ? [] : withRedis(redisUrl),
})
`;

/** Writes the project into the scratch folder, beside the installed packages. */
export function writeMedusaProject(folder: string): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "tsconfig.json"), `${JSON.stringify(TSCONFIG, null, 2)}\n`);
  writeFileSync(join(folder, "medusa-config.ts"), CONFIG);
}
