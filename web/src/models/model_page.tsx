import { Card, Descriptions, Flex, Timeline } from "antd";
import { useParams } from "react-router";

import type { Model } from "../api/models";
import { useSession } from "../api/queries";
import { share } from "../format/rate";
import { moment } from "../format/time";
import { useLabel, useText } from "../i18n/text";
import { Loaded } from "../page/loaded";
import { Page } from "../page/page";
import { ReceiptLink } from "../receipts/receipt_link";
import { ModelState } from "./model_state";
import { useModel } from "./queries";
import { ApproveCard, ServeCard, ValidateCard, WithdrawCard } from "./steps";

/** One model: what it is, who vouched for it, and the step that this person may take. */
export default function ModelPage() {
  const { digest = "" } = useParams();
  const model = useModel(digest);
  return (
    <Loaded query={model}>
      {(one) => (
        <Page
          title={
            <>
              {one.name} {one.version} <ModelState state={one.state} />
            </>
          }
          lead={`${one.label} · ${one.use_label}`}
        >
          <div className="two-columns">
            <Flex vertical gap={16}>
              <Facts model={one} />
              {one.validation && <Validation model={one} />}
              <History model={one} />
            </Flex>
            <Flex vertical gap={16}>
              <NextSteps key={one.steps.length} model={one} />
            </Flex>
          </div>
        </Page>
      )}
    </Loaded>
  );
}

function NextSteps({ model }: { model: Model }) {
  const role = useSession().data?.person.role;
  if (model.state === "withdrawn") return null;
  const approvable = ["validated", "approved", "champion", "shadow"].includes(model.state);
  const servable = ["approved", "champion", "shadow"].includes(model.state);
  return (
    <>
      {role === "validator" && <ValidateCard model={model} />}
      {role === "approver" && servable && <ServeCard model={model} />}
      {role === "approver" && approvable && <ApproveCard model={model} />}
      {(role === "validator" || role === "approver") && <WithdrawCard model={model} />}
    </>
  );
}

function Facts({ model }: { model: Model }) {
  const t = useText();
  const label = useLabel();
  return (
    <Card title={t("model.facts")}>
      <Descriptions
        size="small"
        column={1}
        items={[
          { key: "kind", label: t("model.kind"), children: label("model.kind", model.kind) },
          { key: "pd", label: t("model.calibrated"), children: t(model.calibrated ? "model.calibrated.yes" : "model.calibrated.no") },
          { key: "auc", label: t("models.auc"), children: <span className="figure">{model.auc?.toFixed(3) ?? "—"}</span> },
          { key: "bads", label: t("models.bads"), children: <span className="figure">{model.bads ?? "—"}</span> },
          { key: "expires", label: t("models.expires"), children: <span className="figure">{model.expires ?? "—"}</span> },
          { key: "digest", label: t("model.digest"), children: <code className="wrap">{model.digest}</code> },
          { key: "data", label: t("model.data"), children: model.data.length === 0 ? "—" : model.data.map((one) => <code key={one} className="wrap">{one}</code>) },
          {
            key: "file",
            label: t("model.file"),
            children: (
              <Flex gap={12} wrap>
                <a href={`/api/v1/models/${model.digest}/file`}>{t("model.file")}</a>
                {model.report && <Report model={model} report={model.report} text={t("model.report")} />}
              </Flex>
            ),
          },
        ]}
      />
    </Card>
  );
}

function Report({ model, report, text }: { model: Model; report: string; text: string }) {
  return (
    <a href={`/api/v1/models/${model.digest}/reports/${report}`} target="_blank" rel="noreferrer">
      {text}
    </a>
  );
}

type Figures = { rows: number; bads: number; auc: number; auc_low: number; auc_high: number; ks: number; mean_pd: number; bad_rate: number };

function Validation({ model }: { model: Model }) {
  const t = useText();
  const found = model.validation as unknown as Figures;
  return (
    <Card title={t("model.validation")} extra={model.validation_report && <Report model={model} report={model.validation_report} text={t("model.validation.report")} />}>
      <p>
        {t("model.figures", {
          rows: found.rows,
          bads: found.bads,
          auc: found.auc.toFixed(3),
          low: found.auc_low.toFixed(3),
          high: found.auc_high.toFixed(3),
          ks: found.ks.toFixed(3),
          pd: share(found.mean_pd, 2),
          rate: share(found.bad_rate, 2),
        })}
      </p>
      {model.findings.length > 0 && (
        <>
          <h3 className="section-title">{t("model.findings")}</h3>
          <ul className="steps-text">
            {model.findings.map((finding) => (
              <li key={finding}>{finding}</li>
            ))}
          </ul>
        </>
      )}
    </Card>
  );
}

function History({ model }: { model: Model }) {
  const t = useText();
  const label = useLabel();
  return (
    <Card title={t("model.steps")}>
      <Timeline
        items={model.steps.map((step) => ({
          key: step.seq,
          content: (
            <Flex justify="space-between" gap={8} wrap>
              <span>
                <strong>{label("model.step", step.action)}</strong> {step.by_name}{" "}
                <span className="muted small figure">{moment(step.at)}</span>
                {typeof step.args["reason"] === "string" && <div className="muted small">{step.args["reason"]}</div>}
              </span>
              <ReceiptLink entry={step.entry} />
            </Flex>
          ),
        }))}
      />
    </Card>
  );
}
