import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmdirSync, statfsSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { startPostgres } from "../../../bin/postgres.ts";
import { type Outcome, play } from "./scene.ts";

const MB = 1024 * 1024;
const SMALL_MB = 256;
const LEFT_MB = 6; // less than one file of the log of changes
const FULL_S = 5;
const BACK_MS_MAX = 60_000;

const mount = (...args: string[]): boolean => spawnSync("mount", args, { stdio: "ignore" }).status === 0;

/** Whether we may make a disk of our own here. */
function mayMount(): boolean {
  const place = mkdtempSync(join(tmpdir(), "jishi-mount-"));
  const may = mount("-t", "tmpfs", "-o", "size=1m", "tmpfs", place);
  if (may) spawnSync("umount", [place]);
  rmdirSync(place);
  return may;
}

/** The disk of the database is full: nothing is acknowledged that is not kept, and when there is room again it goes on. */
export async function diskFull(): Promise<Outcome> {
  if (!mayMount())
    return { skipped: "disk-full: this user may not mount a small disk; run as root with CAP_SYS_ADMIN" };
  let disk = "";
  return play(
    "disk-full",
    async ({ ground, seconds, ordersBack, ordersSince, look, mustBe }) => {
      await seconds(3);
      const { bavail, bsize } = statfsSync(disk);
      writeFileSync(join(disk, "ballast"), Buffer.alloc(bavail * bsize - LEFT_MB * MB));
      // The next change needs a new file of the log, and there is no room for one.
      await sql`select pg_switch_wal()`.execute(ground.db).catch(() => undefined);
      await seconds(FULL_S);
      const fullMs = performance.now();
      await seconds(2);
      mustBe("no order is acknowledged while nothing can be kept", ordersSince(fullMs) === 0);
      const { status } = await look("web-a", "/api/catalog/products");
      const { status: ready } = await look("web-a", "/readyz");
      mount("-o", `remount,size=${4 * SMALL_MB}m`, disk);
      const backMs = await ordersBack(performance.now());
      mustBe(`writes are back within ${BACK_MS_MAX} ms (${backMs})`, backMs <= BACK_MS_MAX);
      await seconds(2);
      return { backMs, statusWhileFull: status, readyWhileFull: ready };
    },
    {
      openDatabase: async (home, say) => {
        disk = join(home, "disk");
        mkdirSync(disk);
        if (!mount("-t", "tmpfs", "-o", `size=${SMALL_MB}m`, "tmpfs", disk)) throw new Error("the disk went away");
        chmodSync(disk, 0o755);
        return startPostgres({ dir: join(disk, "postgres"), say });
      },
      afterwards: () => void spawnSync("umount", [disk]),
    },
  );
}
