import { useNavigate } from "@tanstack/react-router";
import type { AnswerOf } from "../../../kit/api.ts";
import { CouponTicket } from "../../../kit/coupon-ticket.tsx";
import { Empty } from "../../../kit/empty.tsx";
import { ErrorState } from "../../../kit/error-state.tsx";
import { InfiniteList } from "../../../kit/infinite-list.tsx";
import { useSearchState } from "../../../kit/search-state.ts";
import { SkeletonRows } from "../../../kit/skeleton.tsx";
import { Tabs } from "../../../kit/tabs.tsx";
import { usePagesOf } from "../../../kit/use-pages.ts";
import { useWords } from "../../../kit/words.ts";
import { useTongue } from "../../buy/tongue.ts";
import { ButtonLink } from "../../parts/button-link.tsx";
import { ScreenFrame } from "../../parts/screen-frame.tsx";
import { SignedIn } from "../../parts/signed-in.tsx";
import styles from "./coupons.module.css";

const states = ["unused", "used", "expired"] as const;
type State = (typeof states)[number];
type Grant = AnswerOf<"listMyCoupons">["items"][number];
const parse = (search: Record<string, unknown>): { state: State } => ({
  state: states.find((state) => state === search["state"]) ?? "unused",
});

export default function Coupons() {
  const words = useWords("me");
  return (
    <ScreenFrame title={words.coupons}>
      <SignedIn title={words.coupons} hint={words.couponsEmptyHint}>
        {() => <Tabbed />}
      </SignedIn>
    </ScreenFrame>
  );
}

function Tabbed() {
  const words = useWords("me");
  const [{ state }, setSearch] = useSearchState(parse);
  return (
    <>
      <Tabs
        look="pill"
        label={words.coupons}
        value={state}
        onChange={(next) => setSearch({ state: next as State })}
        items={states.map((value) => ({ value, label: words.couponTabs[value] }))}
      />
      <List key={state} state={state} />
    </>
  );
}

function List({ state }: { state: State }) {
  const words = useWords("me");
  const { items, problem, more, busy, onMore, again } = usePagesOf("listMyCoupons", { state });
  if (!items)
    return problem ? (
      <ErrorState problem={problem} onRetry={() => void again()} />
    ) : (
      <SkeletonRows rows={4} picture={60} />
    );
  if (items.length === 0)
    return (
      <Empty
        icon="gift"
        title={words.couponsEmpty}
        hint={words.couponsEmptyHint}
        action={<ButtonLink to="/">{words.toHome}</ButtonLink>}
      />
    );
  return (
    <InfiniteList more={more} busy={busy} problem={problem} onMore={onMore}>
      <div className={styles.list}>
        {items.map((grant) => (
          <Ticket key={grant.id} grant={grant} />
        ))}
      </div>
    </InfiniteList>
  );
}

function Ticket({ grant }: { grant: Grant }) {
  const words = useWords("me");
  const said = useTongue();
  const navigate = useNavigate();
  const { coupon } = grant;
  const ticket = {
    id: grant.id,
    title: said({ zh: coupon.nameZh, en: coupon.nameEn }),
    offFen: coupon.offFen,
    overFen: coupon.fromFen,
    until: coupon.endsAt,
  };
  if (grant.state === "unused")
    return (
      <CouponTicket
        ticket={ticket}
        state="open"
        actionLabel={words.couponUse}
        onPress={() => void navigate({ to: "/shops/$shopId", params: { shopId: coupon.shopId } as never })}
      />
    );
  const why = { locked: words.couponLocked, used: words.couponUsed, expired: words.couponExpired };
  return <CouponTicket ticket={ticket} state="unfit" reason={why[grant.state]} />;
}
