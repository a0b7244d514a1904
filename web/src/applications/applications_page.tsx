import { Button, Card, Empty, Flex } from "antd";
import { Link } from "react-router";

import { useApplications } from "../api/queries";
import { PromiseClock } from "../figures/clock";
import { Money } from "../figures/money";
import { day } from "../format/time";
import { useText } from "../i18n/text";
import { Loaded } from "../page/loaded";
import { Page } from "../page/page";
import { ApplicationState, awaitsAnswer } from "./application_state";

/** The enterprise's applications, newest first, each with the clock its bank is held to. */
export default function ApplicationsPage() {
  const t = useText();
  const applications = useApplications();
  return (
    <Page title={t("nav.applications")} lead={t("applications.lead")}>
      <Loaded query={applications}>
        {(all) =>
          all.length === 0 ? (
            <Card>
              <Empty description={t("applications.empty")}>
                <Link to="/matches">
                  <Button type="primary">{t("next.match.act")}</Button>
                </Link>
              </Empty>
            </Card>
          ) : (
            <div className="card-grid">
              {all.map((application) => (
                <Link key={application.id} to={`/applications/${application.id}`}>
                  <Card size="small" hoverable title={application.product.name} extra={<ApplicationState state={application.state} />}>
                    <Flex vertical gap={6}>
                      <span className="muted">{application.product.lender_name}</span>
                      <span>
                        <Money fen={application.amount_fen} strong /> · {t("unit.months", { months: application.term_months })}
                      </span>
                      <Flex justify="space-between" align="center">
                        <span className="muted small figure">{day(application.submitted_at)}</span>
                        {awaitsAnswer(application.state) && <PromiseClock until={application.decide_by} />}
                      </Flex>
                    </Flex>
                  </Card>
                </Link>
              ))}
            </div>
          )
        }
      </Loaded>
    </Page>
  );
}
