import { Flex } from "antd";

import { day } from "../format/time";
import { useText } from "../i18n/text";
import type { Series } from "./months";
import { MonthsPicture } from "./months_picture";

/** Cash flow and electricity by month: each series as its custodian told it, under a grant of its own. */
export function MonthsPanel({ all }: { all: Series[] }) {
  const t = useText();
  return (
    <Flex vertical gap={24} data-testid="months">
      <p className="muted small" style={{ margin: 0 }}>
        {t("months.use")}
      </p>
      {all.map((series) => (
        <section key={`${series.code}-${series.custodian}`}>
          <Flex justify="space-between" gap={12} wrap>
            <h3 className="section-title" style={{ margin: 0 }}>
              {series.title}
            </h3>
            <span className="muted small">{t("months.told", { by: series.told_by, day: day(series.as_of) })}</span>
          </Flex>
          <p style={{ marginBlock: 6 }}>{series.text}</p>
          <MonthsPicture series={series} />
        </section>
      ))}
    </Flex>
  );
}
