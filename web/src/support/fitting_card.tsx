import { Card, Flex, Tag } from "antd";

import { Money } from "../figures/money";
import { percent } from "../format/rate";
import { day } from "../format/time";
import { useText } from "../i18n/text";
import { useFitting, type Fitting } from "./queries";

const COLOURS: Record<string, string> = { pass: "green", ask: "gold", fail: "default" };

/** Campaigns that fit the enterprise, or may: what they would take off the price, and what is still open. */
export function FittingCard() {
  const t = useText();
  const all = useFitting().data?.filter((one) => one.verdict !== "fail") ?? [];
  if (all.length === 0) return null;
  return (
    <Card title={t("fitting.title")} data-testid="fitting">
      <div className="muted">{t("fitting.lead")}</div>
      <Flex vertical gap={12} style={{ marginTop: 12 }}>
        {all.map((one) => (
          <FittingLine key={one.id} one={one} />
        ))}
      </Flex>
    </Card>
  );
}

function FittingLine({ one }: { one: Fitting }) {
  const t = useText();
  const verdict = (state: string) => t(state === "pass" ? "fitting.pass" : state === "fail" ? "fitting.fail" : "fitting.ask");
  return (
    <div>
      <strong>{one.name}</strong> <Tag color="blue">{t("fitting.rate", { rate: percent(one.subsidy_rate) })}</Tag>
      <span className="muted">
        {t("fitting.most")} <Money fen={one.client_most_fen} /> · {t("fitting.until", { day: day(one.ends_on) })} · {one.funder}
      </span>
      {one.about && <div>{one.about}</div>}
      <Flex gap={6} wrap>
        {one.conditions.map((each) => (
          <Tag key={each.code} color={COLOURS[each.state]}>
            {each.text}: {verdict(each.state)}
          </Tag>
        ))}
      </Flex>
    </div>
  );
}
