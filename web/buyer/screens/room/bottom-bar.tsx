import { useState } from "react";
import { Icon } from "../../../kit/icon.tsx";
import { LikeBurst } from "../../../kit/like-burst.tsx";
import { useWords } from "../../../kit/words.ts";
import { useRefusalToast } from "../../parts/use-refusal-toast.ts";
import { useSignIn } from "../../sign-in/use-sign-in.ts";
import styles from "./bottom-bar.module.css";
import { Composer } from "./composer.tsx";
import { isOver, type Message, type RoomNow } from "./room-now.ts";

type Props = {
  room: RoomNow;
  taps: number;
  onSent: (message: Message) => void;
  onMuted: () => void;
  onBag: () => void;
  onShare: () => void;
  onMore: () => void;
  onLikes: (count: number) => void;
};

/** Bag, a word, share, like, more: within a thumb's reach. */
export function BottomBar({ room, taps, onSent, onMuted, onBag, onShare, onMore, onLikes }: Props) {
  const words = useWords("room");
  const { requireSignIn } = useSignIn();
  const onProblem = useRefusalToast();
  const [isWriting, setWriting] = useState(false);
  const mayTalk = room.state === "live" || room.state === "interrupted";
  const write = () => void requireSignIn().then(() => setWriting(true), onProblem);
  if (isWriting && mayTalk)
    return <Composer roomId={room.id} onSent={onSent} onMuted={onMuted} onLeave={() => setWriting(false)} />;
  return (
    <div className={styles.bar}>
      <button type="button" className={styles.bag} onClick={onBag} aria-label={words.bagCount(room.shelf.length)}>
        <Icon name="bagFull" size={30} />
        <b aria-hidden>{room.shelf.length}</b>
      </button>
      {mayTalk ? (
        <button type="button" className={styles.say} onClick={write} disabled={room.muted}>
          {room.muted ? words.mutedHint : words.say}
        </button>
      ) : (
        <span className={styles.gap} />
      )}
      <button type="button" className={styles.round} onClick={onShare} aria-label={words.share}>
        <Icon name="share" size={22} />
      </button>
      {isOver(room.state) ? null : (
        <button type="button" className={styles.round} onClick={onMore} aria-label={words.more}>
          <Icon name="more" size={22} />
        </button>
      )}
      {room.state === "live" ? <LikeBurst total={room.likes} onLikes={onLikes} tapsElsewhere={taps} /> : null}
    </div>
  );
}
