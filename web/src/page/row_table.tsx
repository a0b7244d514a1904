import { Table } from "antd";
import type { ReactNode } from "react";

export type RowColumn<Row> = { key: string; title: string; render: (row: Row) => ReactNode; align?: "left" | "right" | "center" };

/** A table of typed rows that scrolls sideways on a narrow screen instead of squeezing its figures. */
export function RowTable<Row extends object>({
  rows,
  rowKey,
  columns,
  label,
  empty,
  rowClassName,
}: {
  rows: readonly Row[];
  rowKey: keyof Row | ((row: Row) => string);
  columns: RowColumn<Row>[];
  label: string;
  empty?: ReactNode;
  rowClassName?: (row: Row) => string;
}) {
  return (
    <div className="table-scroll" role="group" aria-label={label} tabIndex={0}>
      <Table<Row>
        size="small"
        aria-label={label}
        pagination={rows.length > 24 ? { pageSize: 24, hideOnSinglePage: true } : false}
        dataSource={[...rows]}
        rowKey={rowKey as string | ((row: Row) => string)}
        rowClassName={rowClassName}
        locale={empty === undefined ? undefined : { emptyText: <span className="muted">{empty}</span> }}
        columns={columns.map((column) => ({
          key: column.key,
          title: column.title,
          align: column.align,
          render: (_: unknown, row: Row) => column.render(row),
        }))}
      />
    </div>
  );
}
