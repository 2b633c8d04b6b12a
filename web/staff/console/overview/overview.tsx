import { Segmented } from "antd";
import { lazy, Suspense } from "react";
import { ErrorState } from "../../../kit/error-state.tsx";
import { count, money, percent } from "../../../kit/format.ts";
import { useSearchState } from "../../../kit/search-state.ts";
import { Skeleton } from "../../../kit/skeleton.tsx";
import { useQueryOf } from "../../../kit/use-api.ts";
import { useWords } from "../../../kit/words.ts";
import { FigureCards } from "../../parts/figure-cards.tsx";
import { PageHead } from "../../studio/parts/page-head.tsx";
import page from "../../studio/parts/page.module.css";
import { NeedsPermission } from "../parts/needs-permission.tsx";
import { changeOf, type Overview as Answer, shown } from "./figures.ts";
import styles from "./overview.module.css";
import { Shares } from "./shares.tsx";

const DayChart = lazy(() => import("./day-chart.tsx"));
const spans = [1, 7, 14, 30, 90] as const;
const daysOf = (search: Record<string, unknown>): { days: number } => {
  const days = Number(search.days);
  return { days: (spans as readonly number[]).includes(days) ? days : 7 };
};

export default function Overview() {
  return (
    <NeedsPermission may="figures.read">
      <Whole />
    </NeedsPermission>
  );
}

/** How the marketplace does: each figure with its definition, beside the period before. */
function Whole() {
  const words = useWords("console");
  const [{ days }, setSearch] = useSearchState(daysOf);
  const { data, error, refetch } = useQueryOf("readOverview", { days }, { refetchInterval: 60_000 });
  const choice = (
    <Segmented
      size="large"
      value={days}
      options={spans.map((value) => ({ value, label: words.lastDays(value) }))}
      onChange={(value) => setSearch({ days: value })}
    />
  );
  const span = data ? words.span(data.from, data.to) : words.overviewHint;
  return (
    <section className={page.stack}>
      <PageHead title={words.overviewTitle} hint={span}>
        {choice}
      </PageHead>
      {error && !data ? <ErrorState problem={error} onRetry={() => void refetch()} /> : <Answered data={data} />}
    </section>
  );
}

function Answered({ data }: { data: Answer | undefined }) {
  const words = useWords("console");
  const rooms = {
    key: "roomsLive",
    name: words.figures.roomsLive,
    is: words.definitions.roomsLive,
    value: data ? count(data.roomsLive) : undefined,
    note: words.rightNow,
  };
  const cards = shown.map(({ name, fen }, index) => ({
    key: name,
    name: words.figures[name],
    is: words.definitions[name],
    value: data ? (fen ? money(data.now[name]) : count(data.now[name])) : undefined,
    note: data ? <Change now={data.now[name]} before={data.before[name]} worse={name === "refundedFen"} /> : <br />,
    lead: index === 0,
  }));
  return (
    <>
      <FigureCards cards={[...cards, rooms]} />
      <section className={page.card} aria-label={words.byDay}>
        <h2>{words.byDay}</h2>
        {data ? (
          <Suspense fallback={<Skeleton height={280} radius={10} />}>
            <DayChart days={data.byDay} />
          </Suspense>
        ) : (
          <Skeleton height={280} radius={10} />
        )}
      </section>
      <div className={styles.shares}>
        <Shares title={words.byChannel} rows={data?.byChannel} names={words.channels} />
        <Shares title={words.byScene} rows={data?.byScene} names={words.scenes} />
        <Shares title={words.topShops} rows={data?.topShops} />
        <Shares title={words.topCreators} rows={data?.topCreators} />
        <Shares title={words.topRooms} rows={data?.topRooms} />
      </div>
    </>
  );
}

function Change({ now, before, worse }: { now: number; before: number; worse: boolean }) {
  const words = useWords("console");
  const change = changeOf(now, before);
  if (change === null) return <>{words.nothingBefore}</>;
  const good = change === 0 ? undefined : change > 0 !== worse;
  const arrow = change > 0 ? "↑" : change < 0 ? "↓" : "→";
  return (
    <>
      {words.against}{" "}
      <span className={good === undefined ? undefined : good ? styles.good : styles.bad}>
        {arrow} {percent(Math.abs(change), 1)}
      </span>
    </>
  );
}
