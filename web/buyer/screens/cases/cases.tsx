import { Link } from "@tanstack/react-router";
import { Empty } from "../../../kit/empty.tsx";
import { ErrorState } from "../../../kit/error-state.tsx";
import { dateTime, money } from "../../../kit/format.ts";
import { InfiniteList } from "../../../kit/infinite-list.tsx";
import { SkeletonRows } from "../../../kit/skeleton.tsx";
import { Tag } from "../../../kit/tag.tsx";
import { usePagesOf } from "../../../kit/use-pages.ts";
import { useWords } from "../../../kit/words.ts";
import { ButtonLink } from "../../parts/button-link.tsx";
import { ScreenFrame } from "../../parts/screen-frame.tsx";
import { SignedIn } from "../../parts/signed-in.tsx";
import { isOpenCase, toneOf } from "../case/case-facts.ts";
import styles from "./cases.module.css";

export default function Cases() {
  const words = useWords("cases");
  return (
    <ScreenFrame title={words.title}>
      <SignedIn title={words.signIn}>{() => <List />}</SignedIn>
    </ScreenFrame>
  );
}

function List() {
  const words = useWords("cases");
  const { items, problem, more, busy, onMore, again } = usePagesOf("listMyCases", {});
  if (!items)
    return problem ? <ErrorState problem={problem} onRetry={() => void again()} /> : <SkeletonRows picture={0} />;
  if (items.length === 0)
    return (
      <Empty
        icon="shield"
        title={words.empty}
        hint={words.emptyHint}
        action={<ButtonLink to="/orders">{words.toOrders}</ButtonLink>}
      />
    );
  return (
    <InfiniteList more={more} busy={busy} problem={problem} onMore={onMore}>
      <ul className={styles.list}>
        {items.map((one) => (
          <li key={one.id}>
            <Link to="/cases/$caseId" params={{ caseId: one.id } as never} className={styles.card}>
              <span className={styles.top}>
                <b>{one.shopName}</b>
                <Tag tone={toneOf(one)}>{words.states[one.state]}</Tag>
              </span>
              <span className={styles.row}>
                {words.amount}
                <b>{money(one.fen)}</b>
              </span>
              <span className={styles.quiet}>
                <span>{isOpenCase(one) ? words.nextActor[one.nextActor] : words.nextActor.nobody}</span>
                <time>{dateTime(one.openedAt)}</time>
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </InfiniteList>
  );
}
