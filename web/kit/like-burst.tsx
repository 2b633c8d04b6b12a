import { useEffect, useRef, useState } from "react";
import { count } from "./format.ts";
import { Icon } from "./icon.tsx";
import styles from "./like-burst.module.css";
import { useWords } from "./words.ts";

const colours = ["#ff5a3c", "#ff8a3c", "#ffb84d", "#ff6f91", "#f9486b"];
type Heart = { key: number; drift: number; colour: string; size: number };

type Props = {
  total: number;
  onLikes: (taps: number) => void;
  /** Taps made elsewhere, on the picture itself, counted up since the page was opened. */
  tapsElsewhere?: number;
};

/** Every tap floats a heart; taps are told to the server once a second, as a number. */
export function LikeBurst({ total, onLikes, tapsElsewhere = 0 }: Props) {
  const words = useWords("kit");
  const [hearts, setHearts] = useState<Heart[]>([]);
  const [mine, setMine] = useState(0);
  const unsaid = useRef(0);
  const key = useRef(0);
  const tell = useRef(onLikes);
  tell.current = onLikes;

  useEffect(() => {
    const say = () => {
      if (unsaid.current > 0) tell.current(unsaid.current);
      unsaid.current = 0;
    };
    const timer = setInterval(say, 1000);
    return () => {
      clearInterval(timer);
      say();
    };
  }, []);
  // The server's total already holds what was told before: only younger taps are added.
  useEffect(() => setMine(unsaid.current), [total]);

  const known = useRef(tapsElsewhere);
  useEffect(() => {
    for (; known.current < tapsElsewhere; known.current += 1) tap();
    // `tap` is made anew at each drawing and does the same each time.
  }, [tapsElsewhere]);

  const tap = () => {
    unsaid.current += 1;
    setMine((before) => before + 1);
    const next = ++key.current;
    const heart = {
      key: next,
      drift: ((next * 37) % 60) - 30,
      colour: colours[next % colours.length] ?? "#ff5a3c",
      size: 22 + ((next * 13) % 14),
    };
    setHearts((before) => [...before.slice(-23), heart]);
  };
  return (
    <span className={styles.place}>
      <span className={styles.sky} aria-hidden>
        {hearts.map((heart) => (
          <span
            key={heart.key}
            className={styles.heart}
            style={{ color: heart.colour, ["--drift" as string]: `${heart.drift}px` }}
            onAnimationEnd={() => setHearts((before) => before.filter((one) => one.key !== heart.key))}
          >
            <Icon name="heartFull" size={heart.size} />
          </span>
        ))}
      </span>
      <button type="button" className={styles.button} onClick={tap} aria-label={words.like}>
        <Icon name="heartFull" size={22} />
      </button>
      {total + mine > 0 ? <small className={styles.total}>{count(total + mine)}</small> : null}
    </span>
  );
}
