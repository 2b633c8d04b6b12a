import { LineChart } from "echarts/charts";
import { GridComponent, TooltipComponent } from "echarts/components";
import { init, use as useParts } from "echarts/core";
import { CanvasRenderer } from "echarts/renderers";
import { useEffect, useRef } from "react";
import { clockTime, count } from "../../../kit/format.ts";
import { useLanguage } from "../../../kit/language.ts";
import { useWords } from "../../../kit/words.ts";
import type { Figures } from "../parts/figure-list.ts";
import styles from "./summary.module.css";

useParts([LineChart, GridComponent, TooltipComponent, CanvasRenderer]);

type Props = { curve: Figures["curve"] };

const optionOf = (curve: Props["curve"], name: string) => ({
  animation: false,
  grid: { left: 48, right: 16, top: 16, bottom: 28 },
  tooltip: { trigger: "axis" as const, valueFormatter: (value: unknown) => count(Number(value)) },
  xAxis: { type: "time" as const, axisLabel: { color: "#766a63", formatter: (at: number) => clockTime(at) } },
  yAxis: {
    type: "value" as const,
    minInterval: 1,
    axisLabel: { color: "#766a63", formatter: (value: number) => count(value) },
    splitLine: { lineStyle: { color: "#ece5df" } },
  },
  series: [
    {
      name,
      type: "line" as const,
      showSymbol: false,
      smooth: 0.2,
      lineStyle: { color: "#d63a0a", width: 2 },
      itemStyle: { color: "#d63a0a" },
      areaStyle: { color: "rgba(214, 58, 10, 0.1)" },
      data: curve.map(({ at, online }) => [Date.parse(at), online]),
    },
  ],
});

/** How many were there, over the whole room. */
export default function OnlineCurve({ curve }: Props) {
  const words = useWords("figures");
  const language = useLanguage();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!place.current) return;
    const chart = init(place.current);
    chart.setOption(optionOf(curve, words.online));
    const watch = new ResizeObserver(() => chart.resize());
    watch.observe(place.current);
    return () => {
      watch.disconnect();
      chart.dispose();
    };
  }, [curve, words, language]);
  const peak = Math.max(0, ...curve.map(({ online }) => online));
  return (
    <div ref={place} className={styles.curve} role="img" aria-label={`${words.online}: ${words.peak} ${count(peak)}`} />
  );
}
