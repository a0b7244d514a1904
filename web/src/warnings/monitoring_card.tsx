import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Card, Flex, Progress, Tag } from "antd";
import { Link } from "react-router";

import { answer, client } from "../api/client";
import type { Loan } from "../api/models";
import { useGrants, useSession } from "../api/queries";
import { day, moment } from "../format/time";
import { useText } from "../i18n/text";
import { Loaded } from "../page/loaded";
import { Problem } from "../page/problem";
import { useMonitoring, type Monitoring } from "./queries";
import { through } from "./through";
import { WarningTable } from "./warning_table";

/** What the bank may look at of this loan's debtor, when it looked last, and what came of it. */
export function MonitoringCard({ loan }: { loan: string }) {
  const t = useText();
  const monitoring = useMonitoring(loan);
  return (
    <Card title={t("monitoring.title")} data-testid="monitoring">
      <Loaded query={monitoring}>{(found) => <Watched loan={loan} found={found} />}</Loaded>
    </Card>
  );
}

function Watched({ loan, found }: { loan: string; found: Monitoring }) {
  const t = useText();
  const session = useSession();
  const queries = useQueryClient();
  const look = useMutation({
    mutationFn: () => answer(client.POST("/api/v1/loans/{id}/monitoring", { params: { path: { id: loan } } })),
    onSuccess: () => queries.invalidateQueries(),
  });
  return (
    <Flex vertical gap={12}>
      <div>
        {found.granted === 0 ? t("monitoring.none") : t("monitoring.granted", { count: found.granted, left: found.uses_left ?? 0, until: day(found.expires) })}
        <div className="muted small">
          {found.looked_at ? t("monitoring.last", { at: moment(found.looked_at), next: day(found.next_look) }) : t("monitoring.never")}
          {found.not_looked_at.length > 0 && <span title={found.not_looked_at.join(", ")}> · {t("monitoring.blind", { count: found.not_looked_at.length })}</span>}
        </div>
      </div>
      {found.warnings.length > 0 ? <WarningTable tasks={found.warnings} /> : found.looked_at && <Tag color="green" style={{ alignSelf: "flex-start" }}>{t("monitoring.calm")}</Tag>}
      {found.look?.state === "running" && (
        <div role="status">
          <Progress percent={through(found.look)} status="active" showInfo={false} aria-label={t("monitoring.looking.label")} />
          <span className="muted small">{t("monitoring.looking", { name: found.look.asked_by, at: moment(found.look.asked_at) })}{found.look.total !== null && ` · ${t("monitoring.answered", { done: found.look.done, total: found.look.total })}`}</span>
        </div>
      )}
      {found.look?.problem && <Alert type="warning" showIcon title={found.look.problem.cause} description={found.look.problem.remedy} />}
      {session.data?.person.role === "officer" && found.granted > 0 && found.look?.state !== "running" && (
        <Button style={{ alignSelf: "flex-start" }} loading={look.isPending} onClick={() => look.mutate()}>
          {t("monitoring.look")}
        </Button>
      )}
      {look.isError && <Problem error={look.error} />}
    </Flex>
  );
}

/** The enterprise's side: whether it lets its lender watch, how often that was used, and where to allow or end it. */
export function MonitoringGrant({ loan }: { loan: Loan }) {
  const t = useText();
  const grants = useGrants();
  return (
    <Card title={t("monitoring.owner.title")} data-testid="monitoring-grant">
      <Loaded query={grants}>
        {(all) => {
          const held = all.filter((one) => one.purpose === "monitoring" && one.receiver === loan.lender && one.state === "active");
          const used = held.reduce((sum, one) => sum + one.used, 0);
          const until = held.map((one) => one.expires).sort()[0];
          return held.length > 0 ? (
            <Flex vertical gap={8}>
              {t("monitoring.owner.on", { count: held.length, used, until: day(until) })}
              <Flex gap={16}>
                <Link to="/grants">{t("monitoring.owner.manage")}</Link>
                <Link to="/uses">{t("monitoring.owner.uses")}</Link>
              </Flex>
            </Flex>
          ) : (
            <Flex vertical gap={12} align="start">
              <span className="muted">{t("monitoring.owner.why", { lender: loan.lender_name })}</span>
              <Link to={`/monitoring/${loan.lender}`}>
                <Button>{t("monitoring.owner.act")}</Button>
              </Link>
            </Flex>
          );
        }}
      </Loaded>
    </Card>
  );
}
