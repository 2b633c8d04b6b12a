import { Alert, Button, Drawer, Popconfirm } from "antd";
import { useEffect, useState } from "react";
import { useLanguage } from "../../../kit/language.ts";
import { isProblem } from "../../../kit/problem.ts";
import { useWords } from "../../../kit/words.ts";
import { ReasonDialog } from "../../parts/reason-dialog.tsx";
import { useDeed } from "../../parts/use-deed.ts";
import styles from "../reviews/reviews.module.css";
import type { Audited } from "./audits.tsx";
import { Draft } from "./draft.tsx";
import { draftTitle } from "./draft-changes.ts";

type Props = { product: Audited | undefined; onClose: () => void; onAgain: () => void };

/** One draft with all that buyers would see. The decision names the version that was looked at. */
export function AuditDrawer({ product, onClose, onAgain }: Props) {
  const words = useWords("console");
  const kit = useWords("kit");
  const language = useLanguage();
  const [rejecting, setRejecting] = useState(false);
  const decide = useDeed("decideAudit", {
    done: words.decided,
    refresh: ["listAudits"],
    onDone: () => {
      setRejecting(false);
      onClose();
    },
    onProblem: (problem) => {
      setRejecting(false);
      return isProblem(problem, "catalog.stale") || isProblem(problem, "catalog.wrong_state");
    },
  });
  const { reset } = decide;
  useEffect(() => reset(), [product?.id, product?.draftVersion, reset]);
  const stale = isProblem(decide.error, "catalog.stale") || isProblem(decide.error, "catalog.wrong_state");
  const say = (decision: "approve" | "reject", reason: string) => {
    if (product) decide.mutate({ productId: product.id, draftVersion: product.draftVersion, decision, reason });
  };
  const deeds = product ? (
    <span className={styles.deeds}>
      <Button size="large" danger disabled={stale} onClick={() => setRejecting(true)}>
        {words.reject}
      </Button>
      <Popconfirm
        title={words.approveAsk(draftTitle(product, language))}
        okText={words.approve}
        cancelText={kit.cancel}
        onConfirm={() => say("approve", "")}
      >
        <Button size="large" type="primary" disabled={stale} loading={decide.isPending}>
          {words.approve}
        </Button>
      </Popconfirm>
    </span>
  ) : null;
  return (
    <Drawer
      open={product !== undefined}
      onClose={onClose}
      title={words.auditTitle}
      extra={deeds}
      size={860}
      destroyOnHidden
    >
      {stale ? <Stale onAgain={onAgain} /> : null}
      {product ? <Draft product={product} /> : null}
      <ReasonDialog
        open={rejecting}
        title={words.rejectProduct}
        hint={words.rejectProductHint}
        label={words.reason}
        usual={words.auditReasons}
        confirmLabel={words.reject}
        danger
        busy={decide.isPending}
        onClose={() => setRejecting(false)}
        onConfirm={(reason) => say("reject", reason)}
      />
    </Drawer>
  );
}

function Stale({ onAgain }: { onAgain: () => void }) {
  const words = useWords("console");
  const kit = useWords("kit");
  const again = (
    <Button size="large" onClick={onAgain}>
      {kit.refresh}
    </Button>
  );
  return <Alert type="warning" showIcon title={words.staleTitle} description={words.staleHint} action={again} />;
}
