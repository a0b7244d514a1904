import { useMutation, useQueryClient } from "@tanstack/react-query";
import { App, Button, Card, Checkbox, Flex, Form, Input, Radio } from "antd";
import { useState } from "react";

import { answer, client } from "../api/client";
import type { Model } from "../api/models";
import { useText } from "../i18n/text";
import { Problem } from "../page/problem";
import { FileInput, type TextFile } from "./file_input";
import { MODELS } from "./queries";

/** A step of a model's life: its call, and after it every page of models asks again. */
function useStep<Asked>(call: (asked: Asked) => Promise<unknown>) {
  const t = useText();
  const queries = useQueryClient();
  const { message } = App.useApp();
  return useMutation({
    mutationFn: call,
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: [MODELS] });
      message.success(t("model.done"));
    },
  });
}

type Verdict = "by_figures" | "pass" | "refuse";

/** The validator's form: other data, and a verdict. */
export function ValidateCard({ model }: { model: Model }) {
  const t = useText();
  const [table, setTable] = useState<TextFile | null>(null);
  const [target, setTarget] = useState("");
  const [bad, setBad] = useState("");
  const [verdict, setVerdict] = useState<Verdict>("by_figures");
  const [reason, setReason] = useState("");
  const path = { digest: model.digest };
  const step = useStep(() => {
    const values = bad.split(/[,，]/).map((one) => one.trim()).filter(Boolean);
    const body = { table: table?.text ?? "", target, bad: values, verdict, reason };
    return answer(client.POST("/api/v1/models/{digest}/validation", { params: { path }, body }));
  });
  return (
    <Card title={t("validate.title")} data-testid="validate">
      <p className="muted">{t("validate.lead")}</p>
      <Form layout="vertical" onFinish={() => step.mutate(undefined)}>
        <FileInput label={t("validate.table")} accept=".csv,text/csv" file={table} onChange={setTable} />
        <Form.Item label={t("validate.target")} htmlFor="target">
          <Input id="target" value={target} maxLength={100} onChange={(event) => setTarget(event.target.value)} />
        </Form.Item>
        <Form.Item label={t("validate.bad")} htmlFor="bad">
          <Input id="bad" value={bad} onChange={(event) => setBad(event.target.value)} />
        </Form.Item>
        <Form.Item label={t("validate.verdict")}>
          <Radio.Group
            value={verdict}
            onChange={(event) => setVerdict(event.target.value as Verdict)}
            options={(["by_figures", "pass", "refuse"] as const).map((value) => ({ value, label: t(`validate.${value}`) }))}
          />
        </Form.Item>
        {verdict !== "by_figures" && (
          <Form.Item label={t("validate.reason")} htmlFor="reason">
            <Input.TextArea id="reason" value={reason} maxLength={1000} onChange={(event) => setReason(event.target.value)} />
          </Form.Item>
        )}
        {step.isError && <Problem error={step.error} />}
        <Button type="primary" htmlType="submit" disabled={!table || !target} loading={step.isPending}>
          {t("validate.act")}
        </Button>
      </Form>
    </Card>
  );
}

type ModelRole = "champion" | "shadow";

/** The approver's form: as what, and up to which day. */
export function ApproveCard({ model }: { model: Model }) {
  const t = useText();
  const [role, setRole] = useState<ModelRole>(model.kind === "challenger" ? "shadow" : "champion");
  const [expires, setExpires] = useState(model.last_day ?? "");
  const [order, setOrder] = useState(false);
  const path = { digest: model.digest };
  const step = useStep(() =>
    answer(client.POST("/api/v1/models/{digest}/approval", { params: { path }, body: { role, expires: expires || null, order_only: order } })),
  );
  return (
    <Card title={t("approve.title")} data-testid="approve">
      <Form layout="vertical" onFinish={() => step.mutate(undefined)}>
        <Form.Item label={t("approve.role")}>
          <Radio.Group
            value={role}
            onChange={(event) => setRole(event.target.value as ModelRole)}
            options={[
              { value: "champion", label: t("approve.champion"), disabled: model.kind === "challenger" },
              { value: "shadow", label: t("approve.shadow") },
            ]}
          />
        </Form.Item>
        <Form.Item label={t("approve.expires", { last: model.last_day ?? "—" })} htmlFor="expires">
          <Input id="expires" type="date" max={model.last_day ?? undefined} value={expires} onChange={(event) => setExpires(event.target.value)} />
        </Form.Item>
        {!model.calibrated && role === "champion" && (
          <Form.Item>
            <Checkbox checked={order} onChange={(event) => setOrder(event.target.checked)}>
              {t("approve.order")}
            </Checkbox>
          </Form.Item>
        )}
        {step.isError && <Problem error={step.error} />}
        <Button type="primary" htmlType="submit" loading={step.isPending}>
          {t("approve.act")}
        </Button>
      </Form>
    </Card>
  );
}

/** Puts an approved model into service, in a role that the approval covers. */
export function ServeCard({ model }: { model: Model }) {
  const t = useText();
  const path = { digest: model.digest };
  const step = useStep((role: ModelRole) => answer(client.POST("/api/v1/models/{digest}/service", { params: { path }, body: { role } })));
  const roles: ModelRole[] = model.approved_as === "champion" ? ["champion", "shadow"] : ["shadow"];
  return (
    <Card title={t("serve.title")} data-testid="serve">
      <Flex gap={8} wrap>
        {roles
          .filter((role) => role !== model.state)
          .map((role) => (
            <Button key={role} type={role === "champion" ? "primary" : "default"} loading={step.isPending} onClick={() => step.mutate(role)}>
              {t(role === "champion" ? "serve.champion" : "serve.shadow")}
            </Button>
          ))}
      </Flex>
      {step.isError && <Problem error={step.error} />}
    </Card>
  );
}

/** Takes a model out of use for good. */
export function WithdrawCard({ model }: { model: Model }) {
  const t = useText();
  const [reason, setReason] = useState("");
  const path = { digest: model.digest };
  const step = useStep(() => answer(client.POST("/api/v1/models/{digest}/withdrawal", { params: { path }, body: { reason } })));
  return (
    <Card title={t("withdraw.model")}>
      <p className="muted">{t("withdraw.model.help")}</p>
      <Form layout="vertical" onFinish={() => step.mutate(undefined)}>
        <Form.Item label={t("withdraw.model.reason")} htmlFor="withdraw-reason">
          <Input id="withdraw-reason" value={reason} maxLength={1000} onChange={(event) => setReason(event.target.value)} />
        </Form.Item>
        {step.isError && <Problem error={step.error} />}
        <Button danger htmlType="submit" disabled={!reason.trim()} loading={step.isPending}>
          {t("withdraw.model")}
        </Button>
      </Form>
    </Card>
  );
}
