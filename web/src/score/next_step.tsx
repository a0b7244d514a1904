import { ArrowRightOutlined } from "@ant-design/icons";
import { Button, Card, Flex, Steps } from "antd";
import { Link } from "react-router";

import type { Application, Enterprise, Score } from "../api/models";
import { useText, type PlainKey } from "../i18n/text";

type Next = { stage: number; title: PlainKey; help: PlainKey; act: PlainKey; to: string };

/** The one thing to do now, from where the enterprise stands. */
export function nextStep(enterprise: Enterprise, score: Score | null, applications: readonly Application[]): Next {
  const toSign = applications.find((one) => one.state === "approved");
  if (toSign) return { stage: 3, title: "next.sign", help: "next.sign.help", act: "next.sign.act", to: `/applications/${toSign.id}` };
  const lent = applications.find((one) => one.loan);
  const running = applications.find((one) => !one.loan && !["declined", "withdrawn", "expired"].includes(one.state));
  if (running) return { stage: 3, title: "next.wait", help: "next.wait.help", act: "next.wait.act", to: `/applications/${running.id}` };
  if (!enterprise.enrolled) return { stage: 0, title: "next.enrol", help: "next.enrol.help", act: "enrol.act", to: "/enrolment" };
  if (score === null) return { stage: 1, title: "next.consent", help: "next.consent.help", act: "next.consent.act", to: "/consent" };
  if (lent?.loan) return { stage: 4, title: "next.loan", help: "next.loan.help", act: "application.loan.act", to: `/loans/${lent.loan}` };
  return { stage: 2, title: "next.match", help: "next.match.help", act: "next.match.act", to: "/matches" };
}

export function NextStep({ next }: { next: Next }) {
  const t = useText();
  return (
    <Card className="call next-step">
      <Flex justify="space-between" align="center" gap={16} wrap>
        <div>
          <h2>{t(next.title)}</h2>
          <div className="muted">{t(next.help)}</div>
        </div>
        <Link to={next.to}>
          <Button type="primary" size="large" iconPlacement="end" icon={<ArrowRightOutlined />}>
            {t(next.act)}
          </Button>
        </Link>
      </Flex>
      <Steps
        className="next-steps"
        size="small"
        responsive={false}
        titlePlacement="vertical"
        current={next.stage}
        items={[{ title: t("way.enrol") }, { title: t("way.consent") }, { title: t("way.match") }, { title: t("way.loan") }]}
      />
    </Card>
  );
}
