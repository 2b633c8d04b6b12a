import { useNavigate, useSearch } from "@tanstack/react-router";
import { Empty } from "../../../kit/empty.tsx";
import { searchText } from "../../../kit/search-state.ts";
import { Skeleton, SkeletonRows } from "../../../kit/skeleton.tsx";
import { useWords } from "../../../kit/words.ts";
import { CheckoutForm } from "../../buy/checkout-form.tsx";
import { type Line, parseLines } from "../../buy/checkout-lines.ts";
import { notePlaced } from "../../buy/placed-here.ts";
import { SubmitBar } from "../../buy/submit-bar.tsx";
import { useCheckout } from "../../buy/use-checkout.ts";
import { useRoomTrail } from "../../drop/use-room-trail.ts";
import { ButtonLink } from "../../parts/button-link.tsx";
import { ScreenFrame } from "../../parts/screen-frame.tsx";
import { SignedIn } from "../../parts/signed-in.tsx";

type Search = Partial<Record<"lines" | "trail" | "deal" | "wait" | "until", unknown>>;

/** The checkout as a page of its own: `/checkout?lines=12:2,13:1&trail=…`, with `&wait=7` for an offer. */
export default function CheckoutScreen() {
  const words = useWords("buy");
  const search = useSearch({ strict: false }) as Search;
  const named = searchText(search.lines);
  const dealId = searchText(search.deal);
  const { trail, finding } = useRoomTrail(dealId, searchText(search.trail));
  const lines = parseLines(named, trail, {
    dealId,
    waitId: searchText(search.wait),
    until: searchText(search.until),
  });
  if (lines.length === 0)
    return (
      <ScreenFrame title={words.confirmOrder}>
        <Empty
          title={words.emptyTitle}
          hint={words.emptyHint}
          action={<ButtonLink to="/">{words.toHome}</ButtonLink>}
        />
      </ScreenFrame>
    );
  if (finding)
    return (
      <ScreenFrame title={words.confirmOrder}>
        <Skeleton height={76} radius={14} />
        <SkeletonRows rows={1} picture={88} />
      </ScreenFrame>
    );
  return <SignedIn title={words.signInTitle}>{() => <Filled key={named} lines={lines} />}</SignedIn>;
}

function Filled({ lines }: { lines: Line[] }) {
  const words = useWords("buy");
  const navigate = useNavigate();
  const checkout = useCheckout(lines, ({ checkoutId }) => {
    notePlaced(checkoutId);
    // Back from the cashier must not lead to a form that would order the same again.
    void navigate({ to: "/pay/$checkoutId", params: { checkoutId } as never, replace: true });
  });
  return (
    <ScreenFrame title={words.confirmOrder} foot={<SubmitBar checkout={checkout} />}>
      <CheckoutForm checkout={checkout} />
    </ScreenFrame>
  );
}
