import { useQueryClient } from "@tanstack/react-query";
import { Button, InputNumber, Popconfirm, Select } from "antd";
import { useEffect, useState } from "react";
import { Empty } from "../../../kit/empty.tsx";
import { ErrorState } from "../../../kit/error-state.tsx";
import { dateTimeZone } from "../../../kit/format.ts";
import { SkeletonRows } from "../../../kit/skeleton.tsx";
import { useQueryOf } from "../../../kit/use-api.ts";
import { useWords } from "../../../kit/words.ts";
import { useDeed } from "../../parts/use-deed.ts";
import { PageHead } from "../../studio/parts/page-head.tsx";
import page from "../../studio/parts/page.module.css";
import { NeedsPermission } from "../parts/needs-permission.tsx";
import styles from "./clock.module.css";

const MINUTE = 60;
const DAY = 86_400;
const MOST = 40 * DAY;
const units = { minutes: MINUTE, hours: 60 * MINUTE, days: DAY } as const;
type Unit = keyof typeof units;

export default function Clock() {
  return (
    <NeedsPermission may="clock.move">
      <Whole />
    </NeedsPermission>
  );
}

/** The demo world's clock and its outside services; elsewhere there is nothing to move. */
function Whole() {
  const words = useWords("console");
  const demo = useQueryOf("readDemo", {}, { refetchInterval: 30_000 });
  if (demo.error && !demo.data) return <ErrorState problem={demo.error} onRetry={() => void demo.refetch()} />;
  if (!demo.data) return <SkeletonRows rows={3} picture={8} />;
  if (!demo.data.demo) return <Empty icon="clock" title={words.noDemo} hint={words.noDemoHint} />;
  const doors = [
    { name: words.smsPage, hint: words.smsHint, url: demo.data.smsUrl },
    { name: words.carrierPage, hint: words.carrierHint, url: demo.data.carrierUrl },
  ];
  return (
    <section className={page.stack}>
      <PageHead title={words.clockTitle} hint={words.clockHint} />
      <Mover serverTime={demo.data.serverTime} />
      <div className={styles.doors}>
        {doors.map(({ name, hint, url }) =>
          url ? (
            <a key={name} href={url} target="_blank" rel="noreferrer" className={page.card}>
              <b>{name}</b>
              <span>{hint}</span>
            </a>
          ) : null,
        )}
      </div>
    </section>
  );
}

/** Runs on from the last answer, so that the page shows the server's time between two looks. */
function useRunning(serverTime: string): number {
  const [now, setNow] = useState(() => Date.parse(serverTime));
  useEffect(() => {
    const began = performance.now();
    const show = () => setNow(Date.parse(serverTime) + performance.now() - began);
    show();
    const timer = setInterval(show, 1000);
    return () => clearInterval(timer);
  }, [serverTime]);
  return now;
}

function Mover({ serverTime }: { serverTime: string }) {
  const words = useWords("console");
  const kit = useWords("kit");
  const client = useQueryClient();
  const [amount, setAmount] = useState<number | null>(3);
  const [unit, setUnit] = useState<Unit>("hours");
  const now = useRunning(serverTime);
  // Everything on the other screens has aged with the clock.
  const move = useDeed("moveClock", { done: words.moved, onDone: () => void client.invalidateQueries() });
  const steps = [
    { label: words.quarter, seconds: 15 * MINUTE },
    { label: words.oneDay, seconds: DAY },
    { label: words.oneWeek, seconds: 7 * DAY },
  ];
  const custom = (amount ?? 0) * units[unit];
  return (
    <div className={page.card}>
      <p className={styles.label}>{words.serverTime}</p>
      <p className={styles.now} role="timer" aria-live="off">
        {dateTimeZone(now)}
      </p>
      <div className={styles.steps}>
        {steps.map(({ label, seconds }) => (
          <Button
            key={seconds}
            size="large"
            type="primary"
            ghost
            disabled={move.isPending}
            onClick={() => move.mutate({ seconds })}
          >
            {label}
          </Button>
        ))}
        <InputNumber<number>
          value={amount}
          min={1}
          max={MOST / units[unit]}
          precision={0}
          size="large"
          aria-label={words.amount}
          onChange={setAmount}
        />
        <Select<Unit>
          value={unit}
          size="large"
          aria-label={words.unit}
          options={(Object.keys(units) as Unit[]).map((value) => ({ value, label: words.units[value] }))}
          onChange={setUnit}
        />
        <Popconfirm
          title={words.moveAsk}
          okText={words.forward}
          cancelText={kit.cancel}
          onConfirm={() => move.mutate({ seconds: custom })}
        >
          <Button size="large" disabled={custom < 1 || custom > MOST} loading={move.isPending}>
            {words.forward}
          </Button>
        </Popconfirm>
      </div>
      <p className={styles.label}>{words.onlyForward}</p>
    </div>
  );
}
