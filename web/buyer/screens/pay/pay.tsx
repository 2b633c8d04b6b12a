import { useBlocker, useNavigate, useParams } from "@tanstack/react-router";
import { useRef, useState } from "react";
import { useQueryOf } from "../../../kit/use-api.ts";
import { useWords } from "../../../kit/words.ts";
import { Cashier } from "../../buy/cashier.tsx";
import { LeaveDialog } from "../../buy/leave-dialog.tsx";
import { isPlacedHere } from "../../buy/placed-here.ts";
import { ScreenFrame } from "../../parts/screen-frame.tsx";
import { SignedIn } from "../../parts/signed-in.tsx";

/** The orders of a checkout; the first one knows the room that it was bought in. */
function useOrdersOf(checkoutId: string) {
  const orders = useQueryOf("listMyOrders", { tab: "all", limit: 50 });
  const first = orders.data?.items.find((order) => order.checkoutId === checkoutId);
  const page = useQueryOf("readOrder", { orderId: first?.id ?? "" }, { enabled: first !== undefined });
  return { orderId: first?.id, payBy: first?.payBy, roomId: page.data?.source.roomId ?? undefined };
}

/** The cashier as a page, and where the provider sends people back to. */
export default function PayScreen() {
  const words = useWords("buy");
  const { checkoutId = "" } = useParams({ strict: false }) as { checkoutId?: string };
  return <SignedIn title={words.signInTitle}>{() => <Paying key={checkoutId} checkoutId={checkoutId} />}</SignedIn>;
}

function Paying({ checkoutId }: { checkoutId: string }) {
  const words = useWords("buy");
  const navigate = useNavigate();
  const { orderId, payBy, roomId } = useOrdersOf(checkoutId);
  const [payable, setPayable] = useState(false);
  const [back] = useState(() => !isPlacedHere(checkoutId));
  const leaving = useRef(false);
  const block = useBlocker({
    shouldBlockFn: () => payable && !leaving.current,
    enableBeforeUnload: false,
    withResolver: true,
  });
  const toOrder = () => {
    leaving.current = true;
    if (block.status === "blocked") block.reset();
    void navigate(
      orderId
        ? { to: "/orders/$orderId", params: { orderId } as never, replace: true }
        : { to: "/orders", replace: true },
    );
  };
  const [asking, setAsking] = useState(false);
  const stay = () => {
    setAsking(false);
    if (block.status === "blocked") block.reset();
  };
  return (
    <ScreenFrame title={words.cashier} onBack={() => (payable ? setAsking(true) : toOrder())}>
      <Cashier
        checkoutId={checkoutId}
        orderId={orderId}
        back={back}
        onPayable={setPayable}
        onRoom={roomId ? () => void navigate({ to: "/rooms/$roomId", params: { roomId } as never }) : undefined}
        onShop={() => void navigate({ to: "/" })}
      />
      <LeaveDialog open={asking || block.status === "blocked"} payBy={payBy} onStay={stay} onLeave={toOrder} />
    </ScreenFrame>
  );
}
