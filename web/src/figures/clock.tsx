import { ClockCircleOutlined } from "@ant-design/icons";
import { Tag, Tooltip } from "antd";
import { useEffect, useState } from "react";

import { moment, timeLeft } from "../format/time";
import { useText } from "../i18n/text";

const TICK_MS = 30_000;

/** The present, refreshed twice a minute. */
export function useNow(): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  return now;
}

const COLORS = { calm: "green", soon: "orange", late: "red" } as const;

/** A promised moment as a running clock: green while there is time, orange within a day, red once it is past. */
export function PromiseClock({ until }: { until: string }) {
  const t = useText();
  const left = timeLeft(until, useNow());
  const span =
    left.days > 0
      ? t("clock.days", { days: left.days, hours: left.hours })
      : t("clock.hours", { hours: left.hours, minutes: left.minutes });
  return (
    <Tooltip title={moment(until)}>
      <Tag color={COLORS[left.urgency]} icon={<ClockCircleOutlined />}>
        {left.overdue ? t("clock.overdue", { span }) : t("clock.left", { span })}
      </Tag>
    </Tooltip>
  );
}
