import { useRouter } from "@tanstack/react-router";
import { Badge, Button, Popover } from "antd";
import { useState } from "react";
import type { AnswerOf } from "../../kit/api.ts";
import { Empty } from "../../kit/empty.tsx";
import { ErrorState } from "../../kit/error-state.tsx";
import { relative } from "../../kit/format.ts";
import { Icon } from "../../kit/icon.tsx";
import { serverNow } from "../../kit/server-clock.ts";
import { SkeletonRows } from "../../kit/skeleton.tsx";
import { useQueryOf } from "../../kit/use-api.ts";
import { useWords } from "../../kit/words.ts";
import { useDeed } from "../parts/use-deed.ts";
import styles from "./header.module.css";

type Notice = AnswerOf<"listNotices">["items"][number];

export function NoticeBell() {
  const words = useWords("entry");
  const [open, setOpen] = useState(false);
  const notices = useQueryOf("listNotices", { limit: 20 }, { refetchInterval: 30_000 });
  const unread = notices.data?.unread ?? 0;
  const read = useDeed("readNotices", { refresh: ["listNotices"] });
  const list = (
    <div className={styles.notices}>
      <header>
        <b>{words.notices}</b>
        <Button
          type="link"
          size="small"
          disabled={unread === 0}
          loading={read.isPending}
          onClick={() => read.mutate({})}
        >
          {words.allRead}
        </Button>
      </header>
      {notices.error ? (
        <ErrorState problem={notices.error} onRetry={() => void notices.refetch()} />
      ) : notices.data ? (
        <NoticeList items={notices.data.items} onOpen={() => setOpen(false)} />
      ) : (
        <SkeletonRows rows={3} picture={8} />
      )}
    </div>
  );
  return (
    <Popover content={list} trigger="click" placement="bottomRight" arrow={false} open={open} onOpenChange={setOpen}>
      <button
        type="button"
        className={styles.bell}
        aria-label={unread > 0 ? `${words.notices}，${words.unread(unread)}` : words.notices}
      >
        <Badge count={unread} size="small" overflowCount={99}>
          <Icon name="bell" size={22} />
        </Badge>
      </button>
    </Popover>
  );
}

function NoticeList({ items, onOpen }: { items: Notice[]; onOpen: () => void }) {
  const words = useWords("entry");
  if (items.length === 0) return <Empty icon="bell" title={words.noNotices} hint={words.noNoticesHint} />;
  return (
    <ul>
      {items.map((notice) => (
        <li key={notice.id}>
          <NoticeRow notice={notice} onOpen={onOpen} />
        </li>
      ))}
    </ul>
  );
}

function NoticeRow({ notice, onOpen }: { notice: Notice; onOpen: () => void }) {
  const words = useWords("notices");
  const router = useRouter();
  const { link } = notice;
  const go = () => {
    onOpen();
    if (link?.startsWith("/staff/")) router.history.push(link);
    else if (link?.startsWith("/")) location.assign(link);
  };
  return (
    <button type="button" className={notice.isRead ? styles.notice : styles.fresh} onClick={go} disabled={!link}>
      <span>{words.sentences[notice.kind]?.(notice.params) ?? words.other}</span>
      <time dateTime={notice.at}>{relative(notice.at, serverNow())}</time>
    </button>
  );
}
