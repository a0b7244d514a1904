import { Card, Flex, Statistic } from "antd";

import type { StatisticsRow } from "../api/models";
import { share } from "../format/rate";
import { useText } from "../i18n/text";

/** Whom the platform reaches: scored enterprises, needs and how soon a bank takes them up, first loans. */
export function Coverage({ total }: { total: StatisticsRow }) {
  const t = useText();
  const hours = total.answered.hours_median;
  const first = total.drawn.first_loans;
  const figures = [
    { key: "scored", value: told(total.scored.count) },
    { key: "needed", value: told(total.needed.count) },
    { key: "answered", value: part(total.answered.count, total.needed.count) },
    { key: "response", value: hours === null ? null : t("statistics.hours.value", { hours: Math.round(hours * 10) / 10 }) },
    { key: "firsts", value: part(first, total.drawn.count) },
  ] as const;
  return (
    <Card title={t("statistics.coverage")} data-testid="coverage">
      <Flex wrap gap={32}>
        {figures.map(({ key, value }) => (
          <Statistic key={key} title={t(`statistics.coverage.${key}`)} value={value ?? t("statistics.hidden")} />
        ))}
      </Flex>
    </Card>
  );
}

const told = (count: number | null) => (count === null ? null : String(count));

/** A count with its share of the whole. */
const part = (count: number | null, whole: number | null) => (count === null ? null : whole ? `${count} (${share(count / whole)})` : String(count));
