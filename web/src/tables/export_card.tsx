import { DownloadOutlined } from "@ant-design/icons";
import { useMutation } from "@tanstack/react-query";
import { Button, Card, Flex, Form, Input, Segmented, Select } from "antd";
import { useState } from "react";

import { useText } from "../i18n/text";
import { Problem } from "../page/problem";
import { save } from "../page/save_file";
import { nameOf, PERIODS, periodOf, type Period, type PeriodName } from "./period";
import { exported, FORMS, TABLES, useExportCount, type Form as FileForm, type TableName } from "./queries";

const NAMES = { csv: "CSV", xlsx: "Excel" } as const;

/** A whole table of a period: how many rows it has is told before it is made. */
export function ExportCard() {
  const t = useText();
  const [table, setTable] = useState<TableName>("loans");
  const [period, setPeriod] = useState<Period>({ since: "", until: "" });
  const [now] = useState(() => Date.now());
  const count = useExportCount(table, period);
  const fetch = useMutation({
    mutationFn: async (form: FileForm) => save(await exported(table, period, form), fileName(table, period, form)),
  });
  const empty = !count.data || count.data.rows === 0 || count.data.too_many;
  return (
    <Card title={t("tables.out")} data-testid="export">
      <Form layout="vertical">
        <Flex gap={16} wrap align="start">
          <Form.Item label={t("tables.which")} htmlFor="table" className="tight">
            <Select<TableName> id="table" value={table} onChange={setTable} style={{ width: 180 }} options={TABLES.map((value) => ({ value, label: t(`tables.of.${value}`) }))} />
          </Form.Item>
          <Form.Item label={t("tables.period")} className="tight">
            <Segmented<PeriodName | "">
              aria-label={t("tables.period")}
              value={nameOf(period, now) ?? ""}
              onChange={(name) => name && setPeriod(periodOf(name, now))}
              options={PERIODS.map((value) => ({ value, label: t(`tables.period.${value}`) }))}
            />
          </Form.Item>
          {(["since", "until"] as const).map((end) => (
            <Form.Item key={end} label={t(`tables.${end}`)} htmlFor={end} className="tight">
              <Input id={end} type="date" value={period[end]} onChange={(event) => setPeriod({ ...period, [end]: event.target.value })} />
            </Form.Item>
          ))}
        </Flex>
      </Form>
      <p className="muted small">{t(`tables.counts.${table}`)}</p>
      <Flex gap={12} wrap align="center">
        <strong role="status" data-testid="rows">
          {count.data ? (count.data.too_many ? t("tables.many", { most: count.data.rows_max }) : count.data.rows === 0 ? t("tables.none") : t("tables.rows", { rows: count.data.rows })) : "…"}
        </strong>
        {FORMS.map((form) => (
          <Button
            key={form}
            type={form === "xlsx" ? "primary" : "default"}
            icon={<DownloadOutlined />}
            disabled={empty || count.isError}
            loading={fetch.isPending && fetch.variables === form}
            onClick={() => fetch.mutate(form)}
          >
            {t("tables.get", { form: NAMES[form] })}
          </Button>
        ))}
      </Flex>
      {count.isError && <Problem error={count.error} retry={() => void count.refetch()} />}
      {fetch.isError && <Problem error={fetch.error} />}
      <p className="muted small">{t("tables.safe")}</p>
    </Card>
  );
}

function fileName(table: TableName, { since, until }: Period, form: FileForm): string {
  return [table, since, until].filter(Boolean).join("-") + `.${form}`;
}
