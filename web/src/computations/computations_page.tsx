import { LockOutlined } from "@ant-design/icons";
import { Button, Card, Empty, Flex } from "antd";
import { Link } from "react-router";

import type { Computation } from "../api/models";
import { useComputations, useNode, useSession } from "../api/queries";
import { moment } from "../format/time";
import { useText } from "../i18n/text";
import { Loaded } from "../page/loaded";
import { Page } from "../page/page";
import { ComputationState } from "./computation_state";
import { ProgressLine } from "./progress_line";
import { maySteer } from "./steering";

/** The private computations that this institution takes part in, newest first. */
export default function ComputationsPage() {
  const t = useText();
  const computations = useComputations();
  const session = useSession();
  const node = useNode();
  const steers = maySteer(session.data);
  return (
    <Page title={t("nav.computations")} lead={t("computations.lead")} action={steers && computations.data?.length ? <Propose /> : undefined}>
      <Loaded query={computations}>
        {(all) =>
          all.length === 0 ? (
            <Card>
              <Empty image={<LockOutlined className="empty-sign" />} description={t(steers ? "computations.empty" : "computations.empty.auditor")}>
                {steers && <Propose />}
              </Empty>
            </Card>
          ) : (
            <div className="card-grid">
              {all.map((one) => (
                <Link key={one.job} to={`/computations/${one.job}`}>
                  <ComputationCard computation={one} us={node.data?.org ?? ""} />
                </Link>
              ))}
            </div>
          )
        }
      </Loaded>
    </Page>
  );
}

function Propose() {
  const t = useText();
  return (
    <Link to="/computations/new">
      <Button type="primary" size="large">
        {t("propose.title")}
      </Button>
    </Link>
  );
}

function ComputationCard({ computation, us }: { computation: Computation; us: string }) {
  const t = useText();
  const others = computation.parties.filter(({ org }) => org !== us).map(({ name }) => name);
  return (
    <Card size="small" hoverable data-testid="computation">
      <Flex vertical gap={8}>
        <Flex justify="space-between" align="flex-start" gap={8}>
          <strong className="sentence">{computation.op_text}</strong>
          <ComputationState state={computation.state} />
        </Flex>
        <div>{t("computations.with", { parties: others.join(t("list.separator")) })}</div>
        <div className="muted small">{t("computations.for", { purpose: computation.purpose_text })}</div>
        {computation.over_at === null && <ProgressLine computation={computation} />}
        {computation.problem && <div className="small">{computation.problem.cause}</div>}
        <Flex justify="space-between" className="muted small">
          <span className="figure">{moment(computation.proposed_at)}</span>
          <span>{t("computations.by", { initiator: computation.initiator_name })}</span>
        </Flex>
      </Flex>
    </Card>
  );
}
