import { dateTimeZone } from "../../../kit/format.ts";
import type { AnswerOf } from "../../../kit/api.ts";
import { useWords } from "../../../kit/words.ts";
import type { DataColumn } from "../../parts/data-columns.tsx";
import { DataPage, useFilters } from "../../parts/data-page.tsx";
import type { Filter } from "../../parts/filters.tsx";
import { usePages } from "../../parts/use-pages.ts";
import { NeedsPermission } from "../parts/needs-permission.tsx";

type Row = AnswerOf<"listAuditRows">["items"][number];

export default function Log() {
  return (
    <NeedsPermission may="audit.read">
      <List />
    </NeedsPermission>
  );
}

const detailText = (detail: Row["detail"]): string => {
  const entries = Object.entries(detail);
  return entries
    .map(([name, value]) => `${name}=${typeof value === "string" ? value : JSON.stringify(value)}`)
    .join(" ");
};

/** Who of the staff did what, to what, and why. */
function List() {
  const words = useWords("console");
  const said = (action: string) => words.auditActions[action] ?? action;
  const filters: Filter[] = [
    {
      name: "action",
      label: words.action,
      kind: "choice",
      options: Object.entries(words.auditActions).map(([value, label]) => ({ value, label })),
    },
    { name: "actorId", label: words.actorId, kind: "text" },
  ];
  const [{ action, actorId }] = useFilters(filters);
  const wellFormed = actorId && /^[1-9]\d{0,15}$/.test(actorId);
  const {
    rows,
    first: _,
    problem,
    ...pages
  } = usePages("listAuditRows", {
    limit: 50,
    ...(action ? { action } : {}),
    ...(wellFormed ? { actorId } : {}),
  });
  const columns: DataColumn<Row>[] = [
    { key: "at", title: words.at, text: (row) => dateTimeZone(row.at) },
    { key: "actor", title: words.actor, text: (row) => row.actorName },
    { key: "action", title: words.action, text: (row) => said(row.action) },
    { key: "subject", title: words.subject, text: (row) => row.subject },
    { key: "reason", title: words.reason, width: 260, text: (row) => row.reason || "—" },
    {
      key: "detail",
      title: words.detail,
      csv: (row) => detailText(row.detail),
      render: (row) => (
        <code style={{ display: "block", maxWidth: 320, whiteSpace: "normal", overflowWrap: "anywhere", fontSize: 12 }}>
          {detailText(row.detail) || "—"}
        </code>
      ),
    },
    { key: "actorId", title: words.actorId, text: (row) => row.actorId, extra: true },
  ];
  return (
    <DataPage
      page="audit-log"
      title={words.logTitle}
      context={words.logHint}
      filters={filters}
      columns={columns}
      rowKey={(row) => row.id}
      rows={rows}
      problem={problem}
      {...pages}
      empty={{ title: words.noLog, hint: words.noLogHint }}
    />
  );
}
