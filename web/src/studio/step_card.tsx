import { Alert, App, Button, Card, Flex, Input, Progress } from "antd";
import { useState } from "react";
import { useNavigate } from "react-router";

import { answer, client } from "../api/client";
import { useSession } from "../api/queries";
import { useText } from "../i18n/text";
import { Problem } from "../page/problem";
import { underWay, useChange } from "./queries";
import type { Version } from "./shape";

type Step = "test" | "backtest" | "approval" | "rejection" | "publication" | "withdrawal";

/** The step that this person may take now. */
export function StepCard({ version, unsaved }: { version: Version; unsaved: boolean }) {
  const role = useSession().data?.person.role;
  if (role === "officer") return <Writing version={version} unsaved={unsaved} />;
  if (role === "approver") return <LettingThrough version={version} />;
  return null;
}

function useStep(version: Version) {
  const t = useText();
  const { message } = App.useApp();
  const params = { path: { id: version.id } };
  const { revision } = version;
  return useChange<{ step: Step; reason: string }>(
    ({ step, reason }): Promise<Version> => {
      switch (step) {
        case "test":
          return answer(client.POST("/api/v1/studio/versions/{id}/test", { params, body: { revision, comment: reason } }));
        case "backtest":
          return answer(client.POST("/api/v1/studio/versions/{id}/backtest", { params, body: { revision, comment: reason } }));
        case "approval":
          return answer(client.POST("/api/v1/studio/versions/{id}/approval", { params, body: { revision, comment: reason } }));
        case "publication":
          return answer(client.POST("/api/v1/studio/versions/{id}/publication", { params, body: { revision, comment: reason } }));
        case "rejection":
          return answer(client.POST("/api/v1/studio/versions/{id}/rejection", { params, body: { revision, reason } }));
        case "withdrawal":
          return answer(client.POST("/api/v1/studio/versions/{id}/withdrawal", { params, body: { revision, reason } }));
      }
    },
    () => void message.success(t("studio.done")),
  );
}

function Writing({ version, unsaved }: { version: Version; unsaved: boolean }) {
  const t = useText();
  const go = useNavigate();
  const step = useStep(version);
  const drop = useChange(
    async (): Promise<Version> => {
      const params = { path: { id: version.id } };
      await answer(client.POST("/api/v1/studio/versions/{id}/deletion", { params, body: { revision: version.revision, comment: "" } }));
      return version;
    },
    () => void go("/studio"),
  );
  if (["published", "superseded", "offline"].includes(version.state)) return null;
  const running = underWay(version);
  const { backtest } = version;
  return (
    <Card title={t("studio.next")}>
      <Flex vertical gap={12}>
        <p className="muted small">{t("studio.next.officer")}</p>
        {step.isError && <Problem error={step.error} />}
        <Button block disabled={unsaved || !version.verdict.sound || version.state !== "draft"} loading={step.isPending} onClick={() => step.mutate({ step: "test", reason: "" })} data-testid="test">
          {t("studio.test")}
        </Button>
        <Button block type="primary" disabled={unsaved || running || !["tested", "backtested"].includes(version.state)} onClick={() => step.mutate({ step: "backtest", reason: "" })} data-testid="backtest">
          {t("studio.backtest")}
        </Button>
        {running && backtest && (
          <div aria-live="polite">
            <Progress percent={backtest.total > 0 ? Math.round((100 * backtest.done) / backtest.total) : 0} aria-label={t("studio.backtest")} />
            <span className="muted small">{backtest.total > 0 ? t("studio.backtest.progress", { done: backtest.done, total: backtest.total }) : t("studio.backtest.waiting")}</span>
          </div>
        )}
        {version.state === "backtested" && <Alert type="success" showIcon title={t("studio.backtested")} />}
        <Button danger type="text" loading={drop.isPending} onClick={() => drop.mutate(undefined)}>
          {t("studio.delete")}
        </Button>
      </Flex>
    </Card>
  );
}

function LettingThrough({ version }: { version: Version }) {
  const t = useText();
  const [reason, setReason] = useState("");
  const step = useStep(version);
  const take = (one: Step) => step.mutate({ step: one, reason });
  const may = { approve: version.state === "backtested", publish: version.state === "approved", end: version.state === "published" && version.kind === "product" };
  if (!may.approve && !may.publish && !may.end) return null;
  return (
    <Card title={t("studio.next")}>
      <Flex vertical gap={12}>
        <p className="muted small">{t(version.mine ? "studio.next.own" : "studio.next.approver")}</p>
        <Input.TextArea aria-label={t("studio.reason")} placeholder={t("studio.reason")} maxLength={1000} autoSize={{ minRows: 2 }} value={reason} onChange={(event) => setReason(event.target.value)} />
        {step.isError && <Problem error={step.error} />}
        {may.approve && (
          <Button block type="primary" loading={step.isPending} onClick={() => take("approval")} data-testid="approve">
            {t("studio.approve")}
          </Button>
        )}
        {may.publish && (
          <Button block type="primary" loading={step.isPending} onClick={() => take("publication")} data-testid="publish">
            {t("studio.publish")}
          </Button>
        )}
        {(may.approve || may.publish) && (
          <Button block danger disabled={!reason.trim()} onClick={() => take("rejection")}>
            {t("studio.reject")}
          </Button>
        )}
        {may.end && (
          <Button block danger disabled={!reason.trim()} onClick={() => take("withdrawal")}>
            {t("studio.offline")}
          </Button>
        )}
      </Flex>
    </Card>
  );
}
