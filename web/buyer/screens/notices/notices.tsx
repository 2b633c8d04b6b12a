import { Link } from "@tanstack/react-router";
import type { AnswerOf } from "../../../kit/api.ts";
import { Button } from "../../../kit/button.tsx";
import { Empty } from "../../../kit/empty.tsx";
import { ErrorState } from "../../../kit/error-state.tsx";
import { relative } from "../../../kit/format.ts";
import { Icon, type IconName } from "../../../kit/icon.tsx";
import { InfiniteList } from "../../../kit/infinite-list.tsx";
import { serverNow } from "../../../kit/server-clock.ts";
import { SkeletonRows } from "../../../kit/skeleton.tsx";
import { useCall } from "../../../kit/use-api.ts";
import { usePagesOf } from "../../../kit/use-pages.ts";
import { useWords } from "../../../kit/words.ts";
import { ButtonLink } from "../../parts/button-link.tsx";
import { ScreenFrame } from "../../parts/screen-frame.tsx";
import { SignedIn } from "../../parts/signed-in.tsx";
import styles from "./notices.module.css";

type Notice = AnswerOf<"listNotices">["items"][number];

const icons: Record<string, IconName> = {
  shops: "shop",
  catalog: "bag",
  fulfilment: "truck",
  orders: "orders",
  aftersales: "refresh",
  live: "video",
};

export default function Notices() {
  const words = useWords("me");
  return (
    <SignedIn title={words.notices} hint={words.noticesEmptyHint}>
      {() => <List />}
    </SignedIn>
  );
}

function List() {
  const words = useWords("me");
  const { items, problem, more, busy, onMore, again } = usePagesOf("listNotices", {});
  const readAll = useCall("readNotices", { refresh: ["listNotices"] });
  const unread = items?.some((notice) => !notice.isRead) ?? false;
  const right = unread ? (
    <Button look="quiet" size="small" busy={readAll.isPending} onClick={() => readAll.mutate({})}>
      {words.readAll}
    </Button>
  ) : null;
  return (
    <ScreenFrame title={words.notices} right={right}>
      {!items ? (
        problem ? (
          <ErrorState problem={problem} onRetry={() => void again()} />
        ) : (
          <SkeletonRows rows={6} picture={40} />
        )
      ) : items.length === 0 ? (
        <Empty
          icon="bell"
          title={words.noticesEmpty}
          hint={words.noticesEmptyHint}
          action={<ButtonLink to="/">{words.toHome}</ButtonLink>}
        />
      ) : (
        <InfiniteList more={more} busy={busy} problem={problem} onMore={onMore}>
          <ul className={styles.list}>
            {items.map((notice) => (
              <li key={notice.id}>
                <OneNotice notice={notice} />
              </li>
            ))}
          </ul>
        </InfiniteList>
      )}
    </ScreenFrame>
  );
}

function OneNotice({ notice }: { notice: Notice }) {
  const words = useWords("notices");
  const text = words.sentences[notice.kind]?.(notice.params) ?? words.other;
  const inside = (
    <>
      <span className={styles.icon}>
        <Icon name={icons[notice.kind.split(".")[0] ?? ""] ?? "bell"} size={20} />
      </span>
      <span className={styles.text}>
        <span className={notice.isRead ? "" : styles.fresh}>{text}</span>
        <time>{relative(notice.at, serverNow())}</time>
      </span>
    </>
  );
  if (notice.link === null) return <div className={styles.notice}>{inside}</div>;
  // The staff pages are an app of their own.
  if (notice.link.startsWith("/staff"))
    return (
      <a href={notice.link} className={styles.notice}>
        {inside}
      </a>
    );
  return (
    <Link to={notice.link} className={styles.notice}>
      {inside}
    </Link>
  );
}
