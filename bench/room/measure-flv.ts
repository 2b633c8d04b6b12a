import { setTimeout as pause } from "node:timers/promises";
import { median } from "../load.ts";
import { startChild } from "./children.ts";

export const VIEWERS = 400;
const ROUNDS = 3;
const SECONDS = 6;

type Round = { coreShare: number; mbitPerViewer: number };

async function round(kind: "house" | "plain", file: string): Promise<Round> {
  const server = startChild("flv-server.ts");
  const clients = startChild("byte-clients.ts");
  try {
    const { port = 0 } = await server.ask({ do: "start", kind, file });
    const how = kind === "house" ? "http" : "plain";
    await clients.ask({ do: "open", port, count: VIEWERS, kind: how, path: "/live/1.flv" });
    await pause(1_500);
    const [before, read] = [await server.ask({ do: "look" }), await clients.ask({ do: "look" })];
    await pause(SECONDS * 1000);
    const [now, readNow] = [await server.ask({ do: "look" }), await clients.ask({ do: "look" })];
    if (readNow["open"] !== VIEWERS) throw new Error(`${kind}: only ${readNow["open"]} of ${VIEWERS} viewers stayed`);
    const elapsedMs = Number(now["atMs"]) - Number(before["atMs"]);
    return {
      coreShare: (Number(now["cpuMs"]) - Number(before["cpuMs"])) / elapsedMs,
      mbitPerViewer: ((Number(readNow["bytes"]) - Number(read["bytes"])) * 8) / elapsedMs / 1000 / VIEWERS,
    };
  } finally {
    server.stop();
    clients.stop();
  }
}

const figures = (rounds: readonly Round[]) => {
  const core = median(rounds.map(({ coreShare }) => coreShare));
  return {
    corePercent: Number((core * 100).toFixed(1)),
    corePercentPerViewer: Number(((core * 100) / VIEWERS).toFixed(4)),
    viewersPerCore: Math.round(VIEWERS / core),
    mbitPerViewer: Number(median(rounds.map(({ mbitPerViewer }) => mbitPerViewer)).toFixed(2)),
    rounds: rounds.map(({ coreShare }) => Number((coreShare * 100).toFixed(1))),
  };
};

/** 400 viewers of one stream, and the same bytes written by the least that a server can be, in turns. */
export async function measureFlv(file: string) {
  const house: Round[] = [];
  const plain: Round[] = [];
  for (let n = 0; n < ROUNDS; n++) {
    house.push(await round("house", file));
    plain.push(await round("plain", file));
  }
  const [ours, least] = [figures(house), figures(plain)];
  // Per byte: a loop that is cut elsewhere gives a viewer some more or less in the same seconds.
  const per = ({ corePercent, mbitPerViewer }: typeof ours): number => corePercent / mbitPerViewer;
  return { viewers: VIEWERS, house: ours, plainWriter: least, ratio: Number((per(ours) / per(least)).toFixed(2)) };
}
