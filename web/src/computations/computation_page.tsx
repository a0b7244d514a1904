import { DownloadOutlined, StopOutlined } from "@ant-design/icons";
import { Button, Card, Descriptions, Flex } from "antd";
import { useState } from "react";
import { useParams } from "react-router";

import type { Computation } from "../api/models";
import { useComputation, useNode, useSession } from "../api/queries";
import { bytes } from "../format/bytes";
import { moment, secondsBetween } from "../format/time";
import { useLabel, useText } from "../i18n/text";
import { Loaded } from "../page/loaded";
import { Page } from "../page/page";
import { CancelDialog } from "./cancel_dialog";
import { ComputationState } from "./computation_state";
import { learntByParty } from "./flow";
import { FlowPicture } from "./flow_picture";
import { ProgressLine } from "./progress_line";
import { maySteer } from "./steering";
import { WhyEnded } from "./why_ended";

/** One computation: where it stands, who takes part, what each party learns, and its end. */
export default function ComputationPage() {
  const { id = "" } = useParams();
  const computation = useComputation(id);
  const node = useNode();
  const session = useSession();
  return (
    <Loaded query={computation}>
      {(one) => <Opened computation={one} us={node.data?.org ?? ""} steers={maySteer(session.data)} />}
    </Loaded>
  );
}

function Opened({ computation, us, steers }: { computation: Computation; us: string; steers: boolean }) {
  const t = useText();
  const [cancelling, setCancelling] = useState(false);
  const open = computation.over_at === null;
  return (
    <Page
      title={<span className="sentence">{computation.op_text}</span>}
      lead={t("computation.lead", { initiator: computation.initiator_name, purpose: computation.purpose_text, at: moment(computation.proposed_at) })}
      action={
        steers && open ? (
          <Button danger icon={<StopOutlined />} onClick={() => setCancelling(true)}>
            {t("computation.cancel")}
          </Button>
        ) : undefined
      }
    >
      <Flex vertical gap={16}>
        <Standing computation={computation} steers={steers} />
        <Card title={t("flow.title")}>
          <FlowPicture computation={computation} us={us} />
        </Card>
        <Learnt computation={computation} us={us} />
        <Technical computation={computation} />
      </Flex>
      {cancelling && open && <CancelDialog job={computation.job} onClose={() => setCancelling(false)} />}
    </Page>
  );
}

/** Where it stands and the one thing to do about it. */
function Standing({ computation, steers }: { computation: Computation; steers: boolean }) {
  const t = useText();
  const receivers = computation.parties.filter(({ receives }) => receives).map(({ name }) => name);
  return (
    <Card className={computation.result && steers ? "call" : undefined} aria-live="polite">
      <Flex vertical gap={12}>
        <Flex justify="space-between" align="center" gap={12} wrap>
          <Flex gap={8} align="center" wrap>
            <ComputationState state={computation.state} />
            {computation.over_at ? (
              <span className="muted">
                {t("computation.over", { at: moment(computation.over_at), seconds: secondsBetween(computation.proposed_at, computation.over_at) })}
              </span>
            ) : (
              <span className="muted">{t("computation.deadline", { at: moment(computation.deadline) })}</span>
            )}
          </Flex>
          {computation.result && steers && (
            <Button type="primary" size="large" icon={<DownloadOutlined />} href={`/api/v1/computations/${computation.job}/result`} download>
              {t(computation.result_kind === "json" ? "computation.download.json" : "computation.download")}
            </Button>
          )}
        </Flex>
        {computation.over_at === null && <ProgressLine computation={computation} />}
        {computation.over_at === null && computation.seconds_expected !== null && <div className="muted small">{t("computation.expected", { seconds: Math.round(computation.seconds_expected) })}</div>}
        {computation.state === "done" && !computation.result && <div>{t("computation.elsewhere", { receivers: receivers.join(t("list.separator")) })}</div>}
        {computation.problem && <WhyEnded problem={computation.problem} parties={computation.parties} cancelled={computation.state === "cancelled"} />}
      </Flex>
    </Card>
  );
}

function Learnt({ computation, us }: { computation: Computation; us: string }) {
  const t = useText();
  return (
    <Card title={t("learnt.title")}>
      <p className="muted learnt-lead">{t("learnt.lead")}</p>
      <div className="card-grid">
        {learntByParty(computation).map(({ party, texts }) => (
          <section key={party.org} aria-label={party.name}>
            <h3 className="section-title">
              {party.org === us ? t("learnt.us", { party: party.name }) : party.name}
            </h3>
            {texts.length === 0 ? (
              <div className="muted">{t("learnt.nothing")}</div>
            ) : (
              <ul className="steps-text">
                {texts.map((text) => (
                  <li key={text} className="sentence">
                    {text}
                  </li>
                ))}
              </ul>
            )}
          </section>
        ))}
      </div>
    </Card>
  );
}

/** For whoever checks it: what ran, to the digest, and each party's last word. */
function Technical({ computation }: { computation: Computation }) {
  const t = useText();
  const label = useLabel();
  return (
    <Card size="small">
      <details className="fields">
        <summary>{t("technical.title")}</summary>
        <Descriptions
          column={1}
          size="small"
          items={[
            { key: "job", label: t("technical.job"), children: <code className="break">{computation.job}</code> },
            { key: "op", label: t("technical.op"), children: <code>{computation.op}</code> },
            { key: "protocol", label: t("technical.protocol"), children: <code>{computation.protocol}</code> },
            { key: "program", label: t("technical.program"), children: computation.program ? <code className="break">{computation.program}</code> : t("technical.program.none") },
            { key: "traffic", label: t("technical.traffic"), children: <span className="figure">{t("computation.traffic", { sent: bytes(computation.sent_bytes), received: bytes(computation.received_bytes) })}</span> },
            ...computation.parties.map((party) => ({
              key: party.org,
              label: party.name,
              children: (
                <span>
                  <code>{party.columns.join(", ")}</code>
                  {party.said && <span className="muted"> · {label("computation", party.said)} {moment(party.at, true)}</span>}
                </span>
              ),
            })),
          ]}
        />
      </details>
    </Card>
  );
}
