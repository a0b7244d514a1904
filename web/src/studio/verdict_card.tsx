import { Alert, Card, Flex } from "antd";

import { useLabel, useText } from "../i18n/text";
import type { Version } from "./shape";

/** Whether what was saved may go on, and what is in its way. */
export function VerdictCard({ version }: { version: Version }) {
  const t = useText();
  const label = useLabel();
  const { verdict } = version;
  return (
    <Card title={t("studio.verdict.title")} data-testid="verdict">
      <Flex vertical gap={12}>
        <Alert type={verdict.sound ? "success" : "warning"} showIcon title={t(verdict.sound ? "studio.sound" : "studio.unsound")} />
        {verdict.faults.length > 0 && (
          <ul className="steps-text">
            {verdict.faults.slice(0, 20).map((fault) => (
              <li key={`${fault.row}:${fault.column}:${fault.text}`}>
                <span className="muted small">{[fault.row > 0 ? t("studio.row", { row: fault.row }) : "", fault.column].filter(Boolean).join(" · ")}</span> {fault.text}
              </li>
            ))}
          </ul>
        )}
        {version.kind === "rules" && verdict.faults.length === 0 && (
          <p className="small">{t("studio.cases.told", { cases: verdict.cases, failed: verdict.failed.length, uncovered: verdict.uncovered.length })}</p>
        )}
        {verdict.uncovered.length > 0 && (
          <p className="small">
            {t("studio.uncovered")} {verdict.uncovered.slice(0, 10).map((one) => `${one.code} (${one.lacks.map((what) => label("studio.lacks", what)).join(", ")})`).join("; ")}
          </p>
        )}
        {verdict.changes.length > 0 && (
          <>
            <h3 className="section-title">{t("studio.changes")}</h3>
            <ul className="steps-text">
              {verdict.changes.map((one) => (
                <li key={`${one.code}:${one.detail}`} className={one.weakens ? "fault" : undefined}>
                  <strong>{one.code}</strong> {label("studio.change", one.what)} <span className="muted small">{one.detail}</span>
                  {one.weakens && <div>{t("studio.weakens")}</div>}
                </li>
              ))}
            </ul>
          </>
        )}
      </Flex>
    </Card>
  );
}
