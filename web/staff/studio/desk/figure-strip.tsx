import { Tooltip } from "antd";
import { useEffect, useRef, useState } from "react";
import { count } from "../../../kit/format.ts";
import { useWords } from "../../../kit/words.ts";
import { type Figure, type Figures, useFigureList } from "../parts/figure-list.ts";
import styles from "./figure-strip.module.css";

type Props = { figures: Figures | undefined; viewers: number; likes: number };
type Sample = { at: number; values: Record<string, number> };

const trendMs = 5 * 60_000;
const counted = new Set(["online", "viewers", "views", "likes", "comments", "orders"]);

/** How each figure stood five minutes ago (or when the desk was opened, if that is later). */
function useFiveMinutesAgo(list: Figure[], known: boolean): Record<string, number> {
  const samples = useRef<Sample[]>([]);
  const [before, setBefore] = useState<Record<string, number>>({});
  const values = known ? JSON.stringify(list.map(({ key, value }) => [key, value])) : "";
  useEffect(() => {
    if (!values) return;
    const now = performance.now();
    samples.current.push({ at: now, values: Object.fromEntries(JSON.parse(values) as [string, number][]) });
    samples.current = samples.current.filter(({ at }) => now - at <= trendMs);
    setBefore(samples.current[0]?.values ?? {});
  }, [values]);
  return before;
}

/** The figures of the moment; the room's stream is quicker than the next reading for who is there and who likes it. */
export function FigureStrip({ figures, viewers, likes }: Props) {
  const words = useWords("desk");
  const now = figures ? { ...figures, online: viewers, likes: Math.max(likes, figures.likes) } : undefined;
  const list = useFigureList(now);
  const before = useFiveMinutesAgo(list, now !== undefined);
  return (
    <dl className={styles.strip} aria-label={words.strip}>
      {list.map((figure) => (
        <Tile key={figure.key} figure={figure} change={figure.value - (before[figure.key] ?? figure.value)} />
      ))}
    </dl>
  );
}

function Tile({ figure, change }: { figure: Figure; change: number }) {
  const words = useWords("figures");
  const told = `${change > 0 ? "+" : ""}${count(change)}`;
  const trend = counted.has(figure.key) && change !== 0;
  return (
    <Tooltip title={`${figure.is}${trend ? ` · ${words.fiveMinutes(told)}` : ""}`} placement="top">
      <div className={styles.tile} tabIndex={0} data-figure={figure.key}>
        <dt>{figure.name}</dt>
        <dd>
          {figure.text}
          {trend ? <small data-up={change > 0 || undefined}>{told}</small> : null}
        </dd>
      </div>
    </Tooltip>
  );
}
