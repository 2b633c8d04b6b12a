import { Link, useParams } from "@tanstack/react-router";
import { Button } from "antd";
import { lazy, Suspense } from "react";
import type { AnswerOf } from "../../../kit/api.ts";
import { Empty } from "../../../kit/empty.tsx";
import { ErrorState } from "../../../kit/error-state.tsx";
import { dateTimeZone, duration } from "../../../kit/format.ts";
import { Skeleton, SkeletonRows } from "../../../kit/skeleton.tsx";
import { useQueryOf } from "../../../kit/use-api.ts";
import { useWords } from "../../../kit/words.ts";
import { type Figures, useFigureList } from "../parts/figure-list.ts";
import { PageHead } from "../parts/page-head.tsx";
import page from "../parts/page.module.css";
import { isOver, RoomStateTag } from "../parts/room-state.tsx";
import { GoodsFigures } from "./goods-figures.tsx";
import { PublishLog } from "./publish-log.tsx";
import { Replay } from "./replay.tsx";
import styles from "./summary.module.css";

const OnlineCurve = lazy(() => import("./online-curve.tsx"));

type Desk = AnswerOf<"readDesk">;

/** A room looked back on: what it brought, when, by which products, and what happened to its stream. */
export default function Summary() {
  const { roomId = "" } = useParams({ strict: false });
  const desk = useQueryOf("readDesk", { roomId });
  const figures = useQueryOf("readFigures", { roomId });
  const problem = desk.error ?? figures.error;
  const retry = () => void Promise.all([desk.refetch(), figures.refetch()]);
  if (problem && !(desk.data && figures.data)) return <ErrorState problem={problem} onRetry={retry} />;
  if (!desk.data || !figures.data) return <SkeletonRows rows={6} />;
  return <Whole desk={desk.data} figures={figures.data} />;
}

function Whole({ desk, figures }: { desk: Desk; figures: Figures }) {
  const words = useWords("studio");
  const { startedAt, endedAt } = desk;
  const lasted = startedAt && endedAt ? Date.parse(endedAt) - Date.parse(startedAt) : null;
  return (
    <section className={page.stack}>
      <PageHead title={desk.title}>
        <a href={`/rooms/${desk.id}`} target="_blank" rel="noreferrer">
          <Button>{words.viewerPage}</Button>
        </a>
        {isOver(desk.state) ? (
          <Replay roomId={desk.id} />
        ) : (
          <Link to="/studio/rooms/$roomId" params={{ roomId: desk.id }}>
            <Button type="primary">{words.openDesk}</Button>
          </Link>
        )}
      </PageHead>
      <p className={styles.when}>
        <RoomStateTag state={desk.state} />
        <span>{startedAt ? words.startedOn(dateTimeZone(startedAt)) : words.noPlan}</span>
        {endedAt ? <span>{words.endedOn(dateTimeZone(endedAt))}</span> : null}
        {lasted === null ? null : <b>{words.lasted(duration(lasted))}</b>}
      </p>
      {isOver(desk.state) ? null : <Empty icon="clock" title={words.notOver} hint={words.notOverHint} />}
      <KeyFigures figures={figures} />
      <section className={page.card} aria-label={words.curve}>
        <h2>{words.curve}</h2>
        {figures.curve.length === 0 ? (
          <Empty icon="chart" title={words.noCurve} />
        ) : (
          <Suspense fallback={<Skeleton height={260} radius={10} />}>
            <OnlineCurve curve={figures.curve} />
          </Suspense>
        )}
      </section>
      <GoodsFigures figures={figures} />
      <PublishLog roomId={desk.id} />
    </section>
  );
}

function KeyFigures({ figures }: { figures: Figures }) {
  const words = useWords("studio");
  const list = useFigureList(figures);
  return (
    <section className={page.card} aria-label={words.figures}>
      <h2>{words.figures}</h2>
      <dl className={styles.figures}>
        {list
          .filter(({ key }) => key !== "online")
          .map((figure) => (
            <div key={figure.key} data-figure={figure.key}>
              <dt>{figure.name}</dt>
              <dd>{figure.text}</dd>
              <dd className={styles.is}>{figure.is}</dd>
            </div>
          ))}
      </dl>
    </section>
  );
}
