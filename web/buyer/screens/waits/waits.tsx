import { Link } from "@tanstack/react-router";
import { Button } from "../../../kit/button.tsx";
import { Countdown } from "../../../kit/countdown.tsx";
import { Empty } from "../../../kit/empty.tsx";
import { ErrorState } from "../../../kit/error-state.tsx";
import { Picture } from "../../../kit/picture.tsx";
import { SkeletonRows } from "../../../kit/skeleton.tsx";
import { Tag, type TagTone } from "../../../kit/tag.tsx";
import { toast } from "../../../kit/toast.tsx";
import { useCall, useQueryOf } from "../../../kit/use-api.ts";
import { useWords } from "../../../kit/words.ts";
import { useTitle } from "../../buy/tongue.ts";
import { toOffer, type Wait } from "../../drop/use-wait.ts";
import { ButtonLink } from "../../parts/button-link.tsx";
import { ScreenFrame } from "../../parts/screen-frame.tsx";
import { SignedIn } from "../../parts/signed-in.tsx";
import { useRefusalToast } from "../../parts/use-refusal-toast.ts";
import styles from "./waits.module.css";

const tones: Record<Wait["state"], TagTone> = {
  waiting: "calm",
  offered: "brand",
  taken: "good",
  lapsed: "warn",
  left: "plain",
};

export default function Waits() {
  const words = useWords("drop");
  return (
    <ScreenFrame title={words.myWaits}>
      <SignedIn title={words.signInTitle}>{() => <List />}</SignedIn>
    </ScreenFrame>
  );
}

/** What one waits for, what has come back, and what was missed. */
function List() {
  const words = useWords("drop");
  const read = useQueryOf("listMyWaits", {}, { staleTime: 0, refetchInterval: 5_000 });
  if (read.error && !read.data) return <ErrorState problem={read.error} onRetry={() => void read.refetch()} />;
  if (!read.data) return <SkeletonRows rows={3} picture={16} />;
  if (read.data.items.length === 0)
    return (
      <Empty
        icon="clock"
        title={words.noWaits}
        hint={words.noWaitsHint}
        action={<ButtonLink to="/">{words.toHome}</ButtonLink>}
      />
    );
  return (
    <ul className={styles.list}>
      {read.data.items.map((wait) => (
        <Row key={wait.id} wait={wait} />
      ))}
    </ul>
  );
}

function Row({ wait }: { wait: Wait }) {
  const words = useWords("drop");
  const titleOf = useTitle();
  const onProblem = useRefusalToast();
  const product = useQueryOf("readProduct", { productId: wait.productId }, { staleTime: 60_000 });
  const leave = useCall("leaveWaits", {
    refresh: ["listMyWaits"],
    onDone: () => toast({ text: words.left }),
    onProblem,
  });
  return (
    <li className={styles.row}>
      <Link
        to="/products/$productId"
        params={{ productId: wait.productId }}
        className={styles.picture}
        tabIndex={-1}
        aria-hidden
      >
        <Picture src={product.data?.pictureUrl ?? null} alt="" radius={8} />
      </Link>
      <div className={styles.text}>
        {product.data ? (
          <Link to="/products/$productId" params={{ productId: wait.productId }} className={styles.title}>
            {titleOf(product.data)}
          </Link>
        ) : null}
        <span className={styles.head}>
          <b>{wait.dealId === null ? words.waitOfSku : words.waitOfDeal}</b>
          <Tag tone={tones[wait.state]}>{words.waitStates[wait.state]}</Tag>
        </span>
        {wait.state === "waiting" ? <small>{words.waiting(wait.ahead ?? 0)}</small> : null}
        {wait.state === "lapsed" ? <small>{words.lapsedHint}</small> : null}
        {wait.state === "offered" && wait.offeredUntil !== null ? (
          <small>
            <Countdown until={wait.offeredUntil} label={words.offeredHint} />
          </small>
        ) : null}
      </div>
      {wait.state === "offered" ? (
        <Link {...toOffer(wait)} className={styles.take}>
          {words.takeOffer}
        </Link>
      ) : null}
      {wait.state === "waiting" ? (
        <Button size="small" look="outline" busy={leave.isPending} onClick={() => leave.mutate({ waitId: wait.id })}>
          {words.leave}
        </Button>
      ) : null}
    </li>
  );
}
