import { money } from "../../../kit/format.ts";
import { useWords } from "../../../kit/words.ts";
import { DataPage } from "../../parts/data-page.tsx";
import { FigureCards } from "../../parts/figure-cards.tsx";
import { useFlowColumns } from "../../parts/flow-columns.tsx";
import { usePages } from "../../parts/use-pages.ts";
import page from "../../studio/parts/page.module.css";
import { NeedsPermission } from "../parts/needs-permission.tsx";

export default function Money() {
  return (
    <NeedsPermission may="money.read">
      <Statement />
    </NeedsPermission>
  );
}

/** What the platform earned, what it holds for others, and what it cannot place. */
function Statement() {
  const words = useWords("statement");
  const { rows, first, problem, ...pages } = usePages("readPlatformStatement", { limit: 50 });
  const columns = useFlowColumns(rows);
  const show = (fen: number | undefined) => (fen === undefined ? undefined : money(fen));
  const { platform } = words;
  return (
    <section className={page.stack} style={{ minWidth: 0 }}>
      {problem && !first ? null : (
        <FigureCards
          cards={[
            { key: "fee", name: platform.fee, is: platform.feeIs, value: show(first?.feeFen), lead: true },
            { key: "held", name: platform.held, is: platform.heldIs, value: show(first?.heldFen) },
            { key: "clearing", name: platform.clearing, is: platform.clearingIs, value: show(first?.clearingFen) },
            { key: "suspense", name: platform.suspense, is: platform.suspenseIs, value: show(first?.suspenseFen) },
          ]}
        />
      )}
      <DataPage
        page="platform-statement"
        title={words.platformTitle}
        context={words.platformHint}
        columns={columns}
        rowKey={(row) => row.id}
        rows={rows}
        problem={problem}
        {...pages}
        empty={{ title: words.noFees, hint: words.noFeesHint }}
      />
    </section>
  );
}
