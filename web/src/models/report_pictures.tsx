import { Collapse } from "antd";

import { useText } from "../i18n/text";
import { newestOfEach, summaryOf } from "./monitoring";
import { MonitoringPictures } from "./monitoring_pictures";

type Report = { seq: number; month: string; name: string; version: string; summary: unknown };

/** The newest report of each model, drawn; the first of them is open. */
export function ReportPictures({ reports }: { reports: readonly Report[] }) {
  const t = useText();
  const newest = newestOfEach(reports);
  if (newest.length === 0) return null;
  return (
    <Collapse
      defaultActiveKey={newest.slice(0, 1).map((report) => String(report.seq))}
      items={newest.map((report) => ({
        key: String(report.seq),
        label: t("pictures.title", { model: `${report.name} ${report.version}`, month: report.month }),
        children: <MonitoringPictures summary={summaryOf(report)} />,
      }))}
    />
  );
}
