import { Empty } from "antd";

import { day } from "../format/time";
import { useText } from "../i18n/text";
import { RowTable } from "../page/row_table";

export type PublicRecord = { code: string; text: string; told_by: string; as_of: string | null };

/** What courts and offices have published; a register that answered with nothing is said to have nothing. */
export function PublicRecords({ records }: { records: PublicRecord[] }) {
  const t = useText();
  if (records.length === 0) return <Empty description={t("records.none")} />;
  return (
    <RowTable
      rows={records}
      rowKey={(record) => `${record.code}-${record.told_by}`}
      label={t("records.title")}
      columns={[
        { key: "text", title: t("records.record"), render: (record) => record.text },
        { key: "by", title: t("sources.source"), render: (record) => record.told_by },
        { key: "as_of", title: t("sources.as_of"), render: (record) => <span className="figure">{record.as_of ? day(record.as_of) : "—"}</span> },
      ]}
    />
  );
}
