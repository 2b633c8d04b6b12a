import { Button, Modal } from "antd";
import { useState } from "react";
import { Countdown } from "../../../kit/countdown.tsx";
import { dateTimeZone, money } from "../../../kit/format.ts";
import { searchText, useSearchState } from "../../../kit/search-state.ts";
import { useWords } from "../../../kit/words.ts";
import type { DataColumn } from "../../parts/data-columns.tsx";
import { DataPage, useFilters } from "../../parts/data-page.tsx";
import type { Filter } from "../../parts/filters.tsx";
import { ReasonDialog } from "../../parts/reason-dialog.tsx";
import { useDeed } from "../../parts/use-deed.ts";
import { usePages } from "../../parts/use-pages.ts";
import { type MyShop, useShop } from "../../parts/use-shop.ts";
import { NeedsShop } from "../parts/needs-shop.tsx";
import { CaseDrawer } from "./case-drawer.tsx";
import { CaseStateTag, mayDecide, type ShopCase } from "./case-state.tsx";
import styles from "../orders/orders.module.css";

export default function Cases() {
  return <NeedsShop may="orders.read">{(shop) => <List shop={shop} />}</NeedsShop>;
}

export type Asked = { what: "agree" | "reject"; which: ShopCase } | null;
const openedOf = (search: Record<string, unknown>): { case: string | undefined } => ({
  case: searchText(search.case),
});

function List({ shop }: { shop: MyShop }) {
  const words = useWords("sales");
  const filters: Filter[] = [
    {
      name: "open",
      label: words.onlyOpen,
      kind: "choice",
      options: [
        { value: "true", label: words.openOnes },
        { value: "false", label: words.allOnes },
      ],
    },
  ];
  const [{ open }] = useFilters(filters);
  const [opened, setOpened] = useSearchState(openedOf);
  const [asked, setAsked] = useState<Asked>(null);
  const {
    rows,
    first: _,
    problem,
    ...pages
  } = usePages("listShopCases", {
    shopId: shop.id,
    limit: 50,
    ...(open ? { open } : {}),
  });
  return (
    <>
      <DataPage
        page="shop-cases"
        title={words.casesTitle}
        context={`${shop.name} · ${words.casesHint}`}
        filters={filters}
        columns={useColumns((id) => setOpened({ case: id }), setAsked)}
        rowKey={(row) => row.id}
        rows={rows}
        problem={problem}
        {...pages}
        empty={{ title: words.noCases, hint: words.noCasesHint }}
      />
      <CaseDrawer
        shopId={shop.id}
        which={rows?.find((row) => row.id === opened.case)}
        onClose={() => setOpened({ case: undefined })}
        onAsk={setAsked}
      />
      <Decide shopId={shop.id} asked={asked} onClose={() => setAsked(null)} />
    </>
  );
}

function Decide({ shopId, asked, onClose }: { shopId: string; asked: Asked; onClose: () => void }) {
  const words = useWords("sales");
  const kit = useWords("kit");
  const decide = useDeed("decideCase", {
    done: asked?.what === "agree" ? words.agreed : words.rejected,
    refresh: ["listShopCases", "listShopOrders", "readShopOrder"],
    onDone: onClose,
  });
  const send = (agree: boolean, reason: string) => {
    if (asked) decide.mutate({ shopId, caseId: asked.which.id, agree, reason });
  };
  return (
    <>
      <Modal
        open={asked?.what === "agree"}
        title={words.agree}
        okText={words.agree}
        cancelText={kit.cancel}
        okButtonProps={{ loading: decide.isPending }}
        onCancel={onClose}
        onOk={() => send(true, "")}
        width={420}
      >
        {asked ? words.agreeAsk(money(asked.which.fen)) : null}
      </Modal>
      <ReasonDialog
        open={asked?.what === "reject"}
        title={words.rejectTitle}
        hint={words.rejectHint}
        label={words.rejectReason}
        usual={words.rejectUsual}
        confirmLabel={words.reject}
        danger
        busy={decide.isPending}
        onClose={onClose}
        onConfirm={(reason) => send(false, reason)}
      />
    </>
  );
}

export function CaseDeeds({ which, onAsk }: { which: ShopCase; onAsk: (asked: Asked) => void }) {
  const words = useWords("sales");
  const { may } = useShop();
  if (!mayDecide(which) || !may("cases.decide")) return null;
  return (
    <>
      <Button type="primary" onClick={() => onAsk({ what: "agree", which })}>
        {words.agree}
      </Button>
      <Button danger onClick={() => onAsk({ what: "reject", which })}>
        {words.reject}
      </Button>
    </>
  );
}

function useColumns(open: (id: string) => void, onAsk: (asked: Asked) => void): DataColumn<ShopCase>[] {
  const words = useWords("sales");
  return [
    { key: "order", title: words.order, text: (row) => row.orderId },
    {
      key: "state",
      title: words.state,
      csv: (row) => words.caseStates[row.state],
      render: (row) => <CaseStateTag state={row.state} />,
    },
    {
      key: "deadline",
      title: words.deadline,
      csv: (row) => row.dueAt ?? "",
      render: (row) => (row.dueAt ? <Countdown until={row.dueAt} endedLabel={words.overdue} /> : "—"),
    },
    {
      key: "reason",
      title: words.reason,
      text: (row) => [words.reasons[row.reason], row.note].filter(Boolean).join(" · "),
    },
    { key: "fen", title: words.amount, fen: (row) => row.fen },
    { key: "opened", title: words.openedAt, text: (row) => dateTimeZone(row.openedAt) },
    {
      key: "deeds",
      title: words.deeds,
      fixed: "end",
      render: (row) => (
        <span className={styles.deeds}>
          <CaseDeeds which={row} onAsk={onAsk} />
          <Button onClick={() => open(row.id)}>{words.detail}</Button>
        </span>
      ),
    },
  ];
}
