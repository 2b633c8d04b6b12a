import type { TableColumnType } from "antd";
import type { ReactNode } from "react";
import { money } from "../../kit/format.ts";

export type DataColumn<Row> = {
  key: string;
  title: string;
  width?: number;
  /** What the cell says; also its CSV text when `csv` is missing. */
  text?: (row: Row) => string | number;
  /** Fen: right-aligned, with ¥, summed by `total` when given. */
  fen?: (row: Row) => number;
  render?: (row: Row) => ReactNode;
  csv?: (row: Row) => string | number;
  /** What stands under the column: give the server's figure, the loaded rows are only part of the list. */
  total?: ReactNode;
  /** Not shown until the person asks for it. */
  extra?: boolean;
  fixed?: "start" | "end";
};

const said = <Row,>(column: DataColumn<Row>, row: Row): string | number =>
  column.fen ? money(column.fen(row)) : (column.text?.(row) ?? "");

export const csvCell = <Row,>(column: DataColumn<Row>, row: Row): string | number =>
  column.csv?.(row) ?? (column.fen ? (column.fen(row) / 100).toFixed(2) : said(column, row));

/** Whether a column has anything to export: a column of buttons has not. */
export const exported = <Row,>(column: DataColumn<Row>): boolean => Boolean(column.csv ?? column.fen ?? column.text);

export const tableColumn = <Row,>(column: DataColumn<Row>): TableColumnType<Row> => ({
  key: column.key,
  title: column.title,
  ...(column.width === undefined ? {} : { width: column.width }),
  ...(column.fixed === undefined ? {} : { fixed: column.fixed }),
  align: column.fen ? "right" : "left",
  render: (_, row) => column.render?.(row) ?? said(column, row),
});
