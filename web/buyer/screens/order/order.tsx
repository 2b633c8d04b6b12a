import { useParams, useSearch } from "@tanstack/react-router";
import { ErrorState } from "../../../kit/error-state.tsx";
import { Skeleton } from "../../../kit/skeleton.tsx";
import { useQueryOf } from "../../../kit/use-api.ts";
import { useWords } from "../../../kit/words.ts";
import { DeedButtons } from "../../orders/deed-buttons.tsx";
import { deedsOf, type OrderPage } from "../../orders/order-deeds.ts";
import { ScreenFrame } from "../../parts/screen-frame.tsx";
import { SignedIn } from "../../parts/signed-in.tsx";
import { type Case, holdsOrder, isOpenCase } from "../case/case-facts.ts";
import { Goods } from "./goods.tsx";
import { OrderFacts } from "./order-facts.tsx";
import { Parcels } from "./parcels.tsx";
import { Progress } from "./progress.tsx";
import { Receiver } from "./receiver.tsx";
import { StatusHead } from "./status-head.tsx";

export default function OrderScreen() {
  const words = useWords("orders");
  const { orderId = "" } = useParams({ strict: false }) as { orderId?: string };
  return <SignedIn title={words.signIn}>{() => <Loaded orderId={orderId} />}</SignedIn>;
}

/** The provider is asked whether anything was paid: that takes seconds, and nobody should have to come back for it. */
const closingLookMs = 2_000;

function Loaded({ orderId }: { orderId: string }) {
  const words = useWords("orders");
  const read = useQueryOf("readOrder", { orderId });
  const isClosing = read.data?.state === "closing";
  useQueryOf("readOrder", { orderId }, { enabled: isClosing, refetchInterval: isClosing ? closingLookMs : false });
  const cases = useQueryOf("listMyCases", { orderId }, { enabled: read.data !== undefined });
  if (!read.data)
    return (
      <ScreenFrame title={words.orderTitle}>
        {read.error ? <ErrorState problem={read.error} onRetry={() => void read.refetch()} /> : <Waiting />}
      </ScreenFrame>
    );
  const open = cases.data?.items.find(isOpenCase);
  return <Order order={read.data} open={open} again={() => void read.refetch()} />;
}

type Props = { order: OrderPage; open: Case | undefined; again: () => void };

function Order({ order, open, again }: Props) {
  const words = useWords("orders");
  const { show } = useSearch({ strict: false }) as { show?: string };
  const caseOpen = open !== undefined && holdsOrder(open);
  const deeds = deedsOf({ state: order.state, canExtend: order.canExtend, caseOpen });
  const foot = deeds.length > 0 ? <DeedButtons order={order} caseOpen={caseOpen} size="medium" /> : null;
  return (
    <ScreenFrame title={words.orderTitle} foot={foot}>
      <StatusHead order={order} open={open} onEnd={again} />
      {order.shippedAt ? <Parcels orderId={order.id} show={show === "parcels"} /> : null}
      <Receiver receiver={order.receiver} />
      <Goods order={order} />
      <OrderFacts order={order} />
      <Progress history={order.history} />
    </ScreenFrame>
  );
}

const Waiting = () => (
  <>
    <Skeleton height={112} radius={14} />
    <Skeleton height={76} radius={14} />
    <Skeleton height={280} radius={14} />
    <Skeleton height={200} radius={14} />
  </>
);
