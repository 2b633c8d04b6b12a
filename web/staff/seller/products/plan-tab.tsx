import { Alert, Button, Form, InputNumber, Popconfirm } from "antd";
import { useState } from "react";
import { Empty } from "../../../kit/empty.tsx";
import { ErrorState } from "../../../kit/error-state.tsx";
import { dateTime, money, percent } from "../../../kit/format.ts";
import { useRefusalText } from "../../../kit/refusal-text.ts";
import { serverNow } from "../../../kit/server-clock.ts";
import { SkeletonRows } from "../../../kit/skeleton.tsx";
import { useQueryOf } from "../../../kit/use-api.ts";
import { useWords } from "../../../kit/words.ts";
import { useDeed } from "../../parts/use-deed.ts";
import { useShop } from "../../parts/use-shop.ts";
import type { ShopProduct } from "./product-state.tsx";
import styles from "./products.module.css";

type Props = { shopId: string; product: ShopProduct };

/** The open plan: what any creator earns by selling this product. */
export function PlanTab({ shopId, product }: Props) {
  const words = useWords("goods");
  const plans = useQueryOf("listPlans", { shopId, limit: 100 });
  if (product.version === 0) return <Empty icon="chart" title={words.planLater} hint={words.noSkusHint} />;
  if (plans.error && !plans.data) return <ErrorState problem={plans.error} onRetry={() => void plans.refetch()} />;
  if (!plans.data) return <SkeletonRows rows={2} picture={8} />;
  const mine = plans.data.items.filter((plan) => plan.productId === product.id);
  // The page knows the server's clock to a second or so: what begins at once has begun.
  const now = serverNow() + 5000;
  const running = mine.find((one) => Date.parse(one.startsAt) <= now && (!one.endsAt || Date.parse(one.endsAt) > now));
  const coming = mine.find((one) => Date.parse(one.startsAt) > now);
  const share = (bp: number) => percent(bp / 10_000, 2);
  return (
    <div className={styles.stack}>
      {running ? (
        <p className={styles.now}>
          {words.planNow} <b>{share(running.commissionBp)}</b>
          {" · "}
          {words.planEach(money(Math.floor(((product.priceMinFen ?? 0) * running.commissionBp) / 10_000)))}
          {running.endsAt ? <span className={styles.hint}> · {words.planUntil(dateTime(running.endsAt))}</span> : null}
        </p>
      ) : (
        <p className={styles.hint}>{words.noPlan}</p>
      )}
      {coming ? (
        <Alert type="info" showIcon title={words.planComing(share(coming.commissionBp), dateTime(coming.startsAt))} />
      ) : null}
      <PlanForm shopId={shopId} productId={product.id} bp={running?.commissionBp} />
    </div>
  );
}

function PlanForm({ shopId, productId, bp }: { shopId: string; productId: string; bp: number | undefined }) {
  const words = useWords("goods");
  const { may } = useShop();
  const [percentage, setPercentage] = useState<number | null>(bp === undefined ? 10 : bp / 100);
  const set = useDeed("setPlan", { done: words.planSaved, refresh: ["listPlans"], onProblem: () => true });
  const end = useDeed("endPlan", { done: words.planEnded, refresh: ["listPlans"] });
  const refused = useRefusalText(set.error);
  if (!may("plans.write")) return null;
  const save = () => set.mutate({ shopId, productId, commissionBp: Math.round((percentage ?? 0) * 100) });
  return (
    <Form layout="vertical" onFinish={save}>
      <p className={styles.hint}>{words.planHint}</p>
      <Form.Item label={words.commission} {...(refused ? { validateStatus: "error", help: refused } : {})}>
        <div className={styles.line}>
          <InputNumber<number>
            value={percentage}
            min={0}
            max={50}
            precision={2}
            suffix="%"
            size="large"
            aria-label={words.commission}
            style={{ width: 160 }}
            onChange={setPercentage}
          />
          <Button type="primary" size="large" htmlType="submit" disabled={percentage === null} loading={set.isPending}>
            {bp === undefined ? words.planOpen : words.planChange}
          </Button>
          {bp === undefined ? null : (
            <Popconfirm title={words.planEndAsk} onConfirm={() => end.mutate({ shopId, productId })}>
              <Button size="large" danger loading={end.isPending}>
                {words.planEnd}
              </Button>
            </Popconfirm>
          )}
        </div>
      </Form.Item>
    </Form>
  );
}
