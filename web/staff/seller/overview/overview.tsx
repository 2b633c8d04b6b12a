import { ErrorState } from "../../../kit/error-state.tsx";
import { ScreenWaiting } from "../../../kit/screen-waiting.tsx";
import { useShop } from "../../parts/use-shop.ts";
import { Apply } from "../opening/apply.tsx";
import { Progress } from "../opening/progress.tsx";
import { Today } from "./today.tsx";

/** Where the shop stands: not yet begun, on its way, or open with the day's work. */
export default function Overview() {
  const { shop, shops, error, retry } = useShop();
  if (!shops) return error ? <ErrorState problem={error} onRetry={retry} /> : <ScreenWaiting />;
  if (!shop || shop.state === "draft" || shop.state === "rejected") {
    return <Apply key={shop?.id ?? "new"} {...(shop ? { shop } : {})} />;
  }
  if (["submitted", "checking", "waiting_provider"].includes(shop.state)) return <Progress shop={shop} />;
  return <Today shop={shop} />;
}
