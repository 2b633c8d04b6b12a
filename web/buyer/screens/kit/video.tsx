import { useState } from "react";
import { Avatar, AvatarStack } from "../../../kit/avatar.tsx";
import { Button } from "../../../kit/button.tsx";
import { Icon } from "../../../kit/icon.tsx";
import { LikeBurst } from "../../../kit/like-burst.tsx";
import { LivePlayer } from "../../../kit/live-player.tsx";
import { NoticeBar } from "../../../kit/notice-bar.tsx";
import { PinnedCard } from "../../../kit/product-card.tsx";
import { LiveTag } from "../../../kit/tag.tsx";
import { portrait } from "./art.ts";
import { sampleProducts } from "./goods.tsx";
import styles from "./kit.module.css";
import { Part } from "./part.tsx";
import type { Samples } from "./samples.ts";

const faces = ["木子", "Kai", "小满"].map((name) => ({ id: name, name }));

export function Video({ words }: { words: Samples }) {
  const [likes, setLikes] = useState(12_340);
  const [hidden, setHidden] = useState(false);
  const pinned = sampleProducts(words)[0];
  return (
    <>
      <Part title="PinnedCard · LikeBurst · NoticeBar" bare>
        <div className={styles.room}>
          <img src={portrait} alt="" />
          <div className={styles.over}>
            <div className={styles.head}>
              <div className={styles.capsule}>
                <Avatar face={{ id: "host", name: words.host }} size={32} live />
                <div>
                  {words.host}
                  <small>{words.followers}</small>
                </div>
                <Button size="small">{words.follow}</Button>
              </div>
              <AvatarStack faces={faces} />
            </div>
            <div className={styles.row} style={{ marginTop: 10 }}>
              <LiveTag>{words.live}</LiveTag>
            </div>
            <div className={styles.low}>
              <div className={styles.chat}>
                <NoticeBar tone="glass">{words.notice}</NoticeBar>
                {words.chat.map((text, index) => (
                  <p key={text}>
                    <b>{`${faces[index]?.name}** `}</b>
                    {text}
                  </p>
                ))}
                <p>
                  <b>{`${words.host} `}</b>
                  {words.hostReply}
                </p>
              </div>
              {pinned && !hidden ? (
                <PinnedCard
                  product={pinned}
                  deed={words.grab}
                  onOpen={() => setHidden(false)}
                  onHide={() => setHidden(true)}
                />
              ) : null}
            </div>
            <div className={styles.foot}>
              <button type="button" className={styles.bag} aria-label="12" onClick={() => setHidden(false)}>
                <Icon name="bagFull" size={30} />
                <b>12</b>
              </button>
              <span className={styles.say}>…</span>
              <Button look="glass" icon="share" aria-label="share" />
              <LikeBurst total={likes} onLikes={(taps) => setLikes(likes + taps)} />
            </div>
          </div>
        </div>
      </Part>
      <Part title="LivePlayer" bare>
        <div className={styles.player}>
          <LivePlayer sources={{}} poster={portrait} />
        </div>
      </Part>
    </>
  );
}
