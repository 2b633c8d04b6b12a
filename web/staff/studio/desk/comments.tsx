import { Button, Segmented } from "antd";
import { useEffect, useState } from "react";
import { Empty } from "../../../kit/empty.tsx";
import { Icon } from "../../../kit/icon.tsx";
import { useWords } from "../../../kit/words.ts";
import { BanDialog } from "./ban-dialog.tsx";
import { CommentRow } from "./comment-row.tsx";
import styles from "./comments.module.css";
import { type Comment, type Desk, isQuestion } from "./desk-feed.ts";
import frame from "./desk.module.css";
import { ManageDrawer } from "./manage-drawer.tsx";
import { SayField } from "./say-field.tsx";
import { useCommentDeeds } from "./use-comment-deeds.ts";
import type { DeskTools } from "./use-desk.ts";
import type { CommentFilter } from "./use-shortcuts.ts";
import { useSteadyList } from "./use-steady-list.ts";

type Props = {
  desk: Desk;
  comments: Comment[];
  filter: CommentFilter;
  onFilter: (filter: CommentFilter) => void;
  tools: DeskTools;
};

const passes: Record<CommentFilter, (comment: Comment) => boolean> = {
  all: () => true,
  questions: ({ text, badge }) => badge !== "host" && isQuestion(text),
  buyers: ({ badge }) => badge === "buyer",
};

export function Comments({ desk, comments, filter, onFilter, tools }: Props) {
  const words = useWords("desk");
  const [replyTo, setReplyTo] = useState<Comment | null>(null);
  const [banning, setBanning] = useState<Comment | null>(null);
  const [managing, setManaging] = useState(false);
  const deeds = useCommentDeeds(desk.id);
  const list = useSteadyList(comments.filter(passes[filter]));
  const newest = comments.at(-1);
  const ownNewest = newest?.mine ? newest.id : null;
  // What one says oneself is looked for at the end, wherever the mouse still rests.
  useEffect(() => {
    if (ownNewest) list.toEnd();
  }, [ownNewest]);
  const shown = list.holding ? list.shown : list.shown.filter((one) => !one.removed);
  return (
    <section className={`${frame.panel} ${styles.comments}`} aria-label={words.comments}>
      <Head filter={filter} onFilter={onFilter} onManage={() => setManaging(true)} />
      <ol className={styles.list} aria-label={words.comments} {...list.watch}>
        {shown.map((comment) => (
          <CommentRow
            key={comment.id}
            comment={comment}
            onReply={() => setReplyTo(comment)}
            onRemove={() => deeds.remove(comment)}
            onMute={() => deeds.mute(comment)}
            onBan={() => setBanning(comment)}
          />
        ))}
        {shown.length === 0 ? <Nothing matches={comments.length > 0} /> : null}
      </ol>
      <div className={styles.below}>
        {list.waiting > 0 ? (
          <button type="button" className={styles.chip} onClick={list.toEnd}>
            {words.newBelow(list.waiting)}
            <Icon name="down" size={14} />
          </button>
        ) : null}
        <SayField desk={desk} replyTo={replyTo} onReplied={() => setReplyTo(null)} tools={tools} />
      </div>
      <BanDialog comment={banning} onClose={() => setBanning(null)} onBan={deeds.ban} />
      <ManageDrawer desk={desk} open={managing} onClose={() => setManaging(false)} />
    </section>
  );
}

type HeadProps = Pick<Props, "filter" | "onFilter"> & { onManage: () => void };

function Head({ filter, onFilter, onManage }: HeadProps) {
  const words = useWords("desk");
  return (
    <header className={frame.panelHead}>
      <h2>{words.comments}</h2>
      <span className={styles.grow}>
        <Segmented<CommentFilter>
          aria-label={words.filters}
          value={filter}
          onChange={onFilter}
          options={[
            { value: "all", label: words.filterAll },
            { value: "questions", label: words.filterQuestions },
            { value: "buyers", label: words.filterBuyers },
          ]}
        />
      </span>
      <Button
        type="text"
        aria-label={words.manage}
        title={words.manage}
        icon={<Icon name="gear" size={20} />}
        onClick={onManage}
      />
    </header>
  );
}

function Nothing({ matches }: { matches: boolean }) {
  const words = useWords("desk");
  const said = matches ? { title: words.noMatches } : { title: words.noComments, hint: words.noCommentsHint };
  return (
    <li>
      <Empty icon="chat" {...said} />
    </li>
  );
}
