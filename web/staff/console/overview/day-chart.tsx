import { BarChart, LineChart } from "echarts/charts";
import { GridComponent, LegendComponent, TooltipComponent } from "echarts/components";
import { init, use as useParts } from "echarts/core";
import { CanvasRenderer } from "echarts/renderers";
import { useEffect, useRef } from "react";
import { count, money } from "../../../kit/format.ts";
import { useLanguage } from "../../../kit/language.ts";
import { useWords } from "../../../kit/words.ts";
import type { Overview } from "./figures.ts";
import styles from "./overview.module.css";

useParts([BarChart, LineChart, GridComponent, TooltipComponent, LegendComponent, CanvasRenderer]);

type Days = Overview["byDay"];
type Names = { gross: string; net: string; orders: string };

const grey = "#766a63";
const yuan = (fen: number) => `¥${count(Math.round(fen / 100))}`;

function optionOf(days: Days, names: Names) {
  const label = { color: grey };
  const inMoney = { valueFormatter: (value: unknown) => money(Number(value)) };
  return {
    animation: false,
    grid: { left: 64, right: 48, top: 40, bottom: 28 },
    legend: { top: 0, left: 0, textStyle: label, itemWidth: 14, itemHeight: 8 },
    tooltip: { trigger: "axis" as const },
    xAxis: { type: "category" as const, data: days.map(({ day }) => day.slice(5)), axisLabel: label },
    yAxis: [
      {
        type: "value" as const,
        axisLabel: { ...label, formatter: yuan },
        splitLine: { lineStyle: { color: "#ece5df" } },
      },
      { type: "value" as const, minInterval: 1, axisLabel: label, splitLine: { show: false } },
    ],
    series: [
      {
        name: names.gross,
        type: "bar" as const,
        barMaxWidth: 22,
        itemStyle: { color: "#d63a0a", borderRadius: [4, 4, 0, 0] },
        tooltip: inMoney,
        data: days.map(({ gmvGrossFen }) => gmvGrossFen),
      },
      {
        name: names.net,
        type: "bar" as const,
        barMaxWidth: 22,
        itemStyle: { color: "#f1b79f", borderRadius: [4, 4, 0, 0] },
        tooltip: inMoney,
        data: days.map(({ gmvNetFen }) => gmvNetFen),
      },
      {
        name: names.orders,
        type: "line" as const,
        yAxisIndex: 1,
        symbolSize: 6,
        lineStyle: { color: "#2b5fd0", width: 2 },
        itemStyle: { color: "#2b5fd0" },
        data: days.map(({ paidOrders }) => paidOrders),
      },
    ],
  };
}

/** Money and orders day by day. */
export default function DayChart({ days }: { days: Days }) {
  const words = useWords("console");
  const language = useLanguage();
  const place = useRef<HTMLDivElement>(null);
  const { gmvGrossFen: gross, gmvNetFen: net, paidOrders: orders } = words.figures;
  useEffect(() => {
    if (!place.current) return;
    const chart = init(place.current);
    chart.setOption(optionOf(days, { gross, net, orders }));
    const watch = new ResizeObserver(() => chart.resize());
    watch.observe(place.current);
    return () => {
      watch.disconnect();
      chart.dispose();
    };
  }, [days, gross, net, orders, language]);
  return <div ref={place} className={styles.chart} role="img" aria-label={words.byDay} />;
}
