import { DownloadOutlined } from "@ant-design/icons";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Card, Flex } from "antd";

import { useLabel, useText } from "../i18n/text";
import { OneFile } from "../page/one_file";
import { Problem } from "../page/problem";
import { RowTable } from "../page/row_table";
import { save } from "../page/save_file";
import { bring, COLUMNS, CUSTOMERS, type ImportFault, type ImportReport } from "./queries";

/** As many faults as the node tells of. */
const FAULTS_MAX = 200;
const TEMPLATE = `\uFEFF${COLUMNS.join(",")}\r\n`;

type Looked = { file: File; report: ImportReport };

/** The bank's own word on its customers: a file is looked at first, and kept whole once nothing in it is wrong. */
export function ImportCard() {
  const t = useText();
  const queries = useQueryClient();
  const keep = useMutation({
    mutationFn: async (file: File): Promise<Looked> => ({ file, report: await bring(file, false) }),
    onSuccess: () => queries.invalidateQueries({ queryKey: [CUSTOMERS] }),
  });
  const look = useMutation({
    mutationFn: async (file: File): Promise<Looked> => ({ file, report: await bring(file, true) }),
    onMutate: () => keep.reset(),
  });
  const told = keep.data ?? look.data;
  return (
    <Card title={t("tables.in")} data-testid="import">
      <Flex vertical gap={16}>
        <div className="muted">{t("tables.in.lead")}</div>
        <Flex gap={12} wrap>
          <OneFile label={t("tables.choose")} accept=".xlsx,.csv" busy={look.isPending} primary={!told} onFile={(file) => look.mutate(file)} />
          <Button icon={<DownloadOutlined />} onClick={() => save(new Blob([TEMPLATE], { type: "text/csv" }), "own-customers.csv")}>
            {t("tables.template")}
          </Button>
        </Flex>
        {look.isError ? <Problem error={look.error} /> : told && <Told told={told} busy={keep.isPending} onKeep={() => keep.mutate(told.file)} />}
        {keep.isError && <Problem error={keep.error} />}
      </Flex>
    </Card>
  );
}

function Told({ told: { file, report }, busy, onKeep }: { told: Looked; busy: boolean; onKeep: () => void }) {
  const t = useText();
  const { name } = file;
  const { rows, faults } = report;
  if (report.kept) return <Alert type="success" showIcon role="status" title={t("tables.kept", { rows })} />;
  if (faults.length > 0) {
    const title = faults.length < FAULTS_MAX ? t("tables.faults", { name, faults: faults.length }) : t("tables.faults.first", { name, faults: faults.length });
    return (
      <>
        <Alert type="error" showIcon role="alert" title={title} description={t("tables.faults.next")} />
        <Faults faults={faults} />
      </>
    );
  }
  if (rows === 0) return <Alert type="warning" showIcon role="alert" title={t("tables.looked.none", { name })} />;
  return (
    <Alert
      type="info"
      showIcon
      role="status"
      title={t("tables.looked", { name, rows })}
      action={
        <Button type="primary" loading={busy} onClick={onKeep}>
          {t("tables.keep", { rows })}
        </Button>
      }
    />
  );
}

function Faults({ faults }: { faults: readonly ImportFault[] }) {
  const t = useText();
  const label = useLabel();
  return (
    <RowTable
      label={t("tables.cause")}
      rows={faults}
      rowKey={(one) => `${one.line}-${one.column}`}
      columns={[
        { key: "line", title: t("tables.line"), align: "right", render: (one) => <span className="figure">{one.line}</span> },
        { key: "column", title: t("tables.column"), render: (one) => (one.column ? <>{label("tables.col", one.column)}<div><code className="muted small">{one.column}</code></div></> : t("tables.head")) },
        { key: "cause", title: t("tables.cause"), render: (one) => <div className="cell-words">{one.cause}<div className="muted small">{one.remedy}</div></div> },
      ]}
    />
  );
}
