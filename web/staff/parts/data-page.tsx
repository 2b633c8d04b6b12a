import { Button, Table } from "antd";
import { type Key, type ReactNode, useState } from "react";
import { Empty } from "../../kit/empty.tsx";
import { ErrorState } from "../../kit/error-state.tsx";
import { count } from "../../kit/format.ts";
import { searchText, useSearchState } from "../../kit/search-state.ts";
import { SkeletonRows } from "../../kit/skeleton.tsx";
import { useWords } from "../../kit/words.ts";
import { ColumnChoice, useColumnChoice } from "./column-choice.tsx";
import { saveCsv } from "./csv.ts";
import { csvCell, type DataColumn, exported, tableColumn } from "./data-columns.tsx";
import styles from "./data-page.module.css";
import { type Filter, Filters, type FilterValues } from "./filters.tsx";

export type BulkDeed<Row> = { key: string; label: string; danger?: boolean; onPress: (rows: Row[]) => void };
type Props<Row> = {
  /** Name of the page: for its column choice and its CSV file. */
  page: string;
  title: string;
  /** Which shop, which day: where we are. */
  context?: ReactNode;
  action?: ReactNode;
  /** What stands between title and list: the sums of the page. */
  above?: ReactNode;
  filters?: Filter[];
  columns: DataColumn<Row>[];
  rowKey: (row: Row) => string;
  /** undefined while the first page is on its way. */
  rows: Row[] | undefined;
  busy?: boolean;
  problem?: unknown;
  onRetry?: () => void;
  /** How many there are in all, by the server. */
  total?: number | undefined;
  onMore?: (() => void) | undefined;
  bulk?: BulkDeed<Row>[];
  /** All rows behind the filters, for the export; without it the loaded ones. */
  allRows?: () => Promise<Row[]>;
  empty?: { title: string; hint?: string; action?: ReactNode };
  onOpen?: (row: Row) => void;
};

/** The filters of a DataPage as the address holds them; use the same for the query. */
export function useFilters(filters: Filter[]): [FilterValues, (change: FilterValues) => void] {
  return useSearchState((search) => Object.fromEntries(filters.map(({ name }) => [name, searchText(search[name])])));
}

const noFilters: Filter[] = [];

/** A staff list: filters in the address, sticky header, totals, bulk deeds, column choice, export. */
export function DataPage<Row extends object>(props: Props<Row>) {
  const { title, context, action, filters = noFilters, columns } = props;
  const [values, setValues] = useFilters(filters);
  const choice = useColumnChoice(props.page, columns);
  return (
    <section className={styles.page}>
      <header className={styles.head}>
        <div>
          <h1>{title}</h1>
          {context ? <p>{context}</p> : null}
        </div>
        <div className={styles.deeds}>{action}</div>
      </header>
      {props.above ? <div className={styles.above}>{props.above}</div> : null}
      <div className={styles.card}>
        <div className={styles.tools}>
          <Filters filters={filters} values={values} onChange={setValues} />
          <div className={styles.deeds}>
            <ExportButton {...props} shown={choice.shown} />
            <ColumnChoice columns={columns} chosen={choice.chosen} onChange={choice.choose} />
          </div>
        </div>
        <Body {...props} shown={choice.shown} />
      </div>
    </section>
  );
}

type Inner<Row> = Props<Row> & { shown: DataColumn<Row>[] };

function ExportButton<Row extends object>({ page, rows, allRows, shown }: Inner<Row>) {
  const words = useWords("kit");
  const [busy, setBusy] = useState(false);
  const save = async () => {
    setBusy(true);
    try {
      const wanted = shown.filter((column) => exported(column));
      const all = allRows ? await allRows() : (rows ?? []);
      saveCsv(page, [
        wanted.map((column) => column.title),
        ...all.map((row) => wanted.map((column) => csvCell(column, row))),
      ]);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button disabled={!rows?.length} loading={busy} onClick={() => void save()}>
      {words.exportCsv}
    </Button>
  );
}

function Body<Row extends object>(props: Inner<Row>) {
  const { rows, problem, onRetry, bulk, shown, rowKey, onMore, onOpen, busy, total, empty } = props;
  const words = useWords("kit");
  const [chosen, setChosen] = useState<Key[]>([]);
  if (problem && !rows?.length) return <ErrorState problem={problem} onRetry={onRetry} />;
  if (!rows) return <SkeletonRows rows={8} picture={40} />;
  if (rows.length === 0) return <Empty icon="box" title={empty?.title} hint={empty?.hint} action={empty?.action} />;
  const chosenRows = rows.filter((row) => chosen.includes(rowKey(row)));
  const open = onOpen ? (row: Row) => ({ onClick: () => onOpen(row), style: { cursor: "pointer" } }) : undefined;
  return (
    <>
      {chosenRows.length > 0 ? (
        <div className={styles.bulk} role="status">
          <b>{words.chosenRows(count(chosenRows.length))}</b>
          {bulk?.map((deed) => (
            <Button key={deed.key} size="small" danger={deed.danger ?? false} onClick={() => deed.onPress(chosenRows)}>
              {deed.label}
            </Button>
          ))}
          <Button size="small" type="text" onClick={() => setChosen([])}>
            {words.cancel}
          </Button>
        </div>
      ) : null}
      <Table<Row>
        columns={shown.map(tableColumn)}
        dataSource={rows}
        rowKey={rowKey}
        pagination={false}
        loading={busy ?? false}
        scroll={{ x: "max-content" }}
        sticky={{ offsetHeader: 56 }}
        {...(bulk ? { rowSelection: { selectedRowKeys: chosen, onChange: setChosen } } : {})}
        {...(open ? { onRow: open } : {})}
        summary={() => <Totals shown={shown} offset={bulk ? 1 : 0} />}
      />
      <footer className={styles.foot}>
        <span>{words.totalRows(count(total ?? rows.length))}</span>
        {onMore ? (
          <Button onClick={onMore} loading={busy ?? false}>
            {words.more}
          </Button>
        ) : null}
      </footer>
    </>
  );
}

function Totals<Row>({ shown, offset }: { shown: DataColumn<Row>[]; offset: number }) {
  if (shown.every((column) => column.total === undefined)) return null;
  return (
    <Table.Summary fixed>
      <Table.Summary.Row>
        {offset > 0 ? <Table.Summary.Cell index={0} /> : null}
        {shown.map((column, index) => (
          <Table.Summary.Cell key={column.key} index={index + offset} align={column.fen ? "right" : "left"}>
            <b>{column.total}</b>
          </Table.Summary.Cell>
        ))}
      </Table.Summary.Row>
    </Table.Summary>
  );
}
