import { type ReactNode, useEffect, useRef } from "react";
import { Button } from "./button.tsx";
import styles from "./infinite-list.module.css";
import { useRefusalText } from "./refusal-text.ts";
import { useWords } from "./words.ts";

type Props = {
  children: ReactNode;
  more: boolean;
  busy: boolean;
  problem?: unknown;
  onMore: () => void;
  quietEnd?: boolean;
};

/** Asks for the next page before its end is seen; after a failure only when the person asks. */
export function InfiniteList({ children, more, busy, problem, onMore, quietEnd = false }: Props) {
  const words = useWords("kit");
  const text = useRefusalText(problem);
  const edge = useRef<HTMLDivElement>(null);
  const ask = useRef(onMore);
  ask.current = onMore;
  const waiting = more && !busy && !problem;
  useEffect(() => {
    const place = edge.current;
    if (!place || !waiting) return;
    const watch = new IntersectionObserver((seen) => seen.some((one) => one.isIntersecting) && ask.current(), {
      rootMargin: "600px",
    });
    watch.observe(place);
    return () => watch.disconnect();
  }, [waiting]);
  return (
    <>
      {children}
      <div ref={edge} className={styles.edge} role="status">
        {problem ? (
          <>
            <span>{text}</span>
            <Button look="tint" size="small" onClick={onMore}>
              {words.retry}
            </Button>
          </>
        ) : busy ? (
          words.loading
        ) : more || quietEnd ? null : (
          words.endOfList
        )}
      </div>
    </>
  );
}
