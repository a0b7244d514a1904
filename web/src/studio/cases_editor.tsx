import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { Alert, Button, Flex, Input, Select, Tag } from "antd";
import { useState } from "react";

import { useLabel, useText } from "../i18n/text";
import { RowTable } from "../page/row_table";
import { CaseDrawer } from "./case_drawer";
import type { CaseFailure, Cases, Sheet, SheetCase } from "./shape";

type Numbered = SheetCase & { at: number };

/** Worked cases: a sound enterprise, and what changes of it must lead to. Those that come out otherwise stand first. */
export function CasesEditor({ cases, sheet, failed, change }: { cases: Cases; sheet: Sheet; failed: readonly CaseFailure[]; change?: (next: Cases) => void }) {
  const t = useText();
  const label = useLabel();
  const [sought, seek] = useState("");
  const [open, setOpen] = useState<number | null>(null);
  const all = cases.cases ?? [];
  const failing = new Map(failed.map((one) => [one.case, one]));
  const rows: Numbered[] = all
    .map((one, at) => ({ ...one, at }))
    .filter((one) => one.name.toLowerCase().includes(sought.trim().toLowerCase()))
    .sort((one, other) => Number(failing.has(other.name)) - Number(failing.has(one.name)));
  const put = (at: number, next: SheetCase) => change?.({ ...cases, cases: all.map((one, index) => (index === at ? next : one)) });
  const opened = open === null ? undefined : all[open];
  return (
    <Flex vertical gap={12}>
      <Alert type="info" title={t("studio.cases.lead")} />
      <Flex gap={8} justify="space-between" wrap>
        <Input.Search allowClear aria-label={t("studio.seek")} placeholder={t("studio.seek")} value={sought} onChange={(event) => seek(event.target.value)} style={{ maxWidth: 320 }} />
        {change && (
          <Button
            icon={<PlusOutlined />}
            onClick={() => {
              change({ ...cases, cases: [...all, { name: t("studio.case.new", { number: all.length + 1 }), change: {}, verdict: "approve", findings: {} }] });
              setOpen(all.length);
            }}
          >
            {t("studio.case.add")}
          </Button>
        )}
      </Flex>
      <RowTable
        rows={rows}
        rowKey="at"
        label={t("studio.cases")}
        rowClassName={(one) => (failing.has(one.name) ? "row-wrong" : "")}
        columns={[
          {
            key: "name",
            title: t("studio.case"),
            render: (one) => (
              <>
                <Button type="link" className="bare" onClick={() => setOpen(one.at)}>
                  {one.name}
                </Button>
                <div className="muted small">{Object.entries(one.change ?? {}).map(([name, value]) => `${name} = ${value === null ? t("studio.absent") : String(value)}`).join(", ")}</div>
              </>
            ),
          },
          {
            key: "wanted",
            title: t("studio.case.wanted"),
            render: (one) => <Expected verdict={one.verdict} findings={one.findings ?? {}} />,
          },
          {
            key: "found",
            title: t("studio.case.found"),
            render: (one) => {
              const other = failing.get(one.name);
              if (other && sameFinding(one, other)) return <span className="muted">{t("studio.case.taken")}</span>;
              if (!other) return <span className="muted">{t("studio.case.as_wanted")}</span>;
              return (
                <Flex vertical gap={4} align="flex-start">
                  <Expected verdict={other.verdict} findings={other.findings} />
                  {change && (
                    <Button size="small" onClick={() => put(one.at, { name: one.name, change: one.change, verdict: other.verdict, findings: other.findings })}>
                      {t("studio.case.take")}
                    </Button>
                  )}
                </Flex>
              );
            },
          },
          {
            key: "drop",
            title: "",
            render: (one) =>
              change && (
                <Button
                  type="text"
                  icon={<DeleteOutlined />}
                  aria-label={`${t("studio.case.drop")} ${one.name}`}
                  onClick={() => change({ ...cases, cases: all.filter((_, index) => index !== one.at) })}
                />
              ),
          },
        ]}
      />
      {opened && open !== null && (
        <CaseDrawer key={open} one={opened} sheet={sheet} close={() => setOpen(null)} change={change && ((next) => put(open, next))}>
          <Select
            aria-label={t("studio.case.verdict")}
            disabled={!change}
            value={opened.verdict}
            onChange={(verdict: string) => put(open, { ...opened, verdict })}
            options={["approve", "refer", "decline"].map((value) => ({ value, label: label("studio.verdict", value) }))}
            style={{ minWidth: 160 }}
          />
        </CaseDrawer>
      )}
    </Flex>
  );
}

/** Whether the case by now expects what was found when it was last saved. */
function sameFinding({ verdict, findings = {} }: SheetCase, found: CaseFailure): boolean {
  const codes = Object.keys(findings);
  return verdict === found.verdict && codes.length === Object.keys(found.findings).length && codes.every((code) => findings[code] === found.findings[code]);
}

function Expected({ verdict, findings }: { verdict: string; findings: Record<string, string> }) {
  const label = useLabel();
  const colour = { approve: "green", refer: "orange", decline: "red" }[verdict] ?? "default";
  return (
    <span>
      <Tag color={colour}>{label("studio.verdict", verdict)}</Tag>
      {Object.entries(findings).map(([code, severity]) => (
        <Tag key={code}>
          {code} {severity}
        </Tag>
      ))}
    </span>
  );
}
