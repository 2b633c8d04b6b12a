import { createReadStream } from "node:fs";
import { mkdir, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join, normalize } from "node:path";
import type { Readable } from "node:stream";
import { randomBytes } from "node:crypto";

/** Files by key (`images/ab/cd….webp`). Written whole or not at all. */
export type Storage = {
  put: (key: string, bytes: Buffer) => Promise<void>;
  read: (key: string) => Promise<{ stream: Readable; bytes: number } | undefined>;
  remove: (key: string) => Promise<void>;
  /** Where the file lies, for programs that need a path. */
  pathOf: (key: string) => string;
};

/** Where a stored picture is served. */
export const fileUrl = (key: string): string => `/files/${key}`;

const KEY = /^[a-z0-9][a-z0-9/_.-]{0,200}$/;

export function openStorage(folder: string): Storage {
  const pathOf = (key: string): string => {
    if (!KEY.test(key) || key.includes("..") || normalize(key) !== key) throw new Error("not a storage key");
    return join(folder, key);
  };
  return {
    pathOf,
    put: async (key, bytes) => {
      const path = pathOf(key);
      await mkdir(dirname(path), { recursive: true });
      const draft = `${path}.${randomBytes(6).toString("hex")}`;
      await writeFile(draft, bytes);
      await rename(draft, path);
    },
    read: async (key) => {
      if (!KEY.test(key) || key.includes("..")) return undefined;
      const path = pathOf(key);
      const found = await stat(path).catch(() => undefined); // not there: the caller answers 404
      if (!found?.isFile()) return undefined;
      return { stream: createReadStream(path), bytes: found.size };
    },
    remove: (key) => rm(pathOf(key), { force: true }),
  };
}
