import { memo } from "react";
import { clockTime } from "../../../kit/format.ts";
import { useWords } from "../../../kit/words.ts";
import styles from "./comments.module.css";
import type { Comment } from "./desk-feed.ts";

type Props = {
  comment: Comment;
  onReply: () => void;
  onRemove: () => void;
  onMute: () => void;
  onBan: () => void;
};

function Row({ comment, onReply, onRemove, onMute, onBan }: Props) {
  const words = useWords("desk");
  const { name, badge, text, at, replyTo, mine, removed } = comment;
  const ofStaff = badge === "host" || badge === "moderator";
  const sign = words.badges[badge];
  return (
    <li className={styles.row} data-badge={badge} data-removed={removed || undefined}>
      <p className={styles.said}>
        {sign ? <span className={styles.badge}>{sign}</span> : null}
        <b>{mine ? words.mine : name}</b>
        {replyTo ? <span className={styles.to}>{words.replyTo(replyTo)}</span> : null}
        <span>{text}</span>
        <time dateTime={at}>{clockTime(at)}</time>
      </p>
      {removed ? null : (
        <div className={styles.deeds}>
          <button type="button" onClick={onReply}>
            {words.reply}
          </button>
          <button type="button" onClick={onRemove}>
            {words.removeMessage}
          </button>
          {ofStaff || mine ? null : (
            <>
              <button type="button" onClick={onMute}>
                {words.mute}
              </button>
              <button type="button" className={styles.danger} onClick={onBan}>
                {words.ban}
              </button>
            </>
          )}
        </div>
      )}
    </li>
  );
}

// The deeds differ at each drawing but do the same for the same comment: a flood must not draw 300 rows anew.
export const CommentRow = memo(Row, (before, after) => before.comment === after.comment);
