import { useNavigate } from "@tanstack/react-router";
import { Alert } from "antd";
import { Steps } from "../../../kit/steps.tsx";
import { useWords } from "../../../kit/words.ts";
import { useMe } from "../../parts/use-me.ts";
import type { MyShop } from "../../parts/use-shop.ts";
import { RealName } from "../../studio/creator/real-name.tsx";
import { PageHead } from "../../studio/parts/page-head.tsx";
import page from "../../studio/parts/page.module.css";
import { ApplicationForm } from "./application-form.tsx";
import styles from "./opening.module.css";

/** The way to a shop of one's own: who one is, what the shop is, then the platform's word. */
export function Apply({ shop }: { shop?: MyShop }) {
  const words = useWords("seller");
  const { me } = useMe();
  const navigate = useNavigate();
  const proved = (me?.realNameLevel ?? 0) >= 3;
  return (
    <section>
      <PageHead title={shop ? words.mendTitle : words.applyTitle} hint={words.applyHint} />
      <div className={`${page.stack} ${styles.column}`}>
        <div className={page.card}>
          <Steps level steps={words.steps.map((title) => ({ title }))} now={proved ? 1 : 0} />
        </div>
        {shop?.state === "rejected" ? (
          <Alert
            type="error"
            showIcon
            title={words.rejectedTitle}
            description={
              <ul className={styles.reasons}>
                {shop.reviewReasons.map(({ field, reason }) => (
                  <li key={field}>
                    <b>{words.fields[field] ?? field}</b>
                    {reason}
                  </li>
                ))}
              </ul>
            }
          />
        ) : null}
        {proved ? null : <RealName level={me?.realNameLevel ?? 0} />}
        <ApplicationForm {...(shop ? { shop } : {})} ready={proved} onDone={() => void navigate({ to: "/seller" })} />
      </div>
    </section>
  );
}
