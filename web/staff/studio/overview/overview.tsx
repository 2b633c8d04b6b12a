import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import { Icon } from "../../../kit/icon.tsx";
import { useQueryOf } from "../../../kit/use-api.ts";
import { useWords } from "../../../kit/words.ts";
import { ErrorState } from "../../../kit/error-state.tsx";
import { type Me, useMe } from "../../parts/use-me.ts";
import { WaitingCards } from "../../parts/waiting.tsx";
import { Balances } from "../earnings/balances.tsx";
import { PageHead } from "../parts/page-head.tsx";
import { NewRoomLink } from "../rooms/rooms.tsx";
import { RoomTile } from "../rooms/room-tile.tsx";
import rooms from "../rooms/rooms.module.css";
import styles from "./overview.module.css";

export default function Overview() {
  const words = useWords("studio");
  const { me } = useMe();
  if (!me) return null;
  return (
    <section>
      <PageHead title={words.hello(me.creatorName ?? me.nickname)} {...(me.isCreator ? {} : { hint: words.helloHint })}>
        <NewRoomLink />
      </PageHead>
      <FirstSteps me={me} />
      {me.isCreator ? <Balances /> : null}
      <LatestRooms />
    </section>
  );
}

/** The three steps to the first broadcast; gone once all are taken. */
function FirstSteps({ me }: { me: Me }) {
  const words = useWords("studio");
  const showcase = useQueryOf("readShowcase", { creatorId: me.id, limit: 1 }, { enabled: me.isCreator });
  const mine = useQueryOf("listMyRooms", { limit: 4 });
  const steps = [
    {
      to: "/studio/creator",
      title: words.stepCreator,
      hint: words.stepCreatorHint,
      done: me.isCreator && me.realNameLevel >= 3,
    },
    {
      to: "/studio/offers",
      title: words.stepShowcase,
      hint: words.stepShowcaseHint,
      done: Boolean(showcase.data?.items.length),
    },
    {
      to: "/studio/rooms/new",
      title: words.stepRoom,
      hint: words.stepRoomHint,
      done: Boolean(mine.data?.items.length),
    },
  ] as const;
  const waiting = mine.isPending || (me.isCreator && showcase.isPending);
  if (waiting || steps.every((step) => step.done)) return null;
  const next = steps.find((step) => !step.done);
  return (
    <ol className={styles.steps}>
      {steps.map((step, index) => (
        <li key={step.to} className={step.done ? styles.done : styles.step}>
          <span className={styles.mark}>{step.done ? <Icon name="check" size={20} weight={2.4} /> : index + 1}</span>
          <div>
            <b>{step.title}</b>
            <p>{step.hint}</p>
          </div>
          {step.done ? (
            <em>{words.done}</em>
          ) : (
            <Link to={step.to}>
              <Button type={step === next ? "primary" : "default"} aria-label={step.title}>
                {words.start}
              </Button>
            </Link>
          )}
        </li>
      ))}
    </ol>
  );
}

function LatestRooms() {
  const words = useWords("studio");
  const mine = useQueryOf("listMyRooms", { limit: 4 });
  if (mine.error) return <ErrorState problem={mine.error} onRetry={() => void mine.refetch()} />;
  if (mine.data?.items.length === 0) return null;
  return (
    <>
      <header className={styles.between}>
        <h2>{words.recent}</h2>
        <Link to="/studio/rooms">
          <Button type="link">{words.allRooms}</Button>
        </Link>
      </header>
      {mine.data ? (
        <ul className={rooms.grid}>
          {mine.data.items.map((room) => (
            <RoomTile key={room.id} room={room} />
          ))}
        </ul>
      ) : (
        <WaitingCards cards={4} grid={rooms.grid} ratio="16/10" />
      )}
    </>
  );
}
