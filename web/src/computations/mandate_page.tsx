import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, App, Button, Card, Checkbox, Empty, Flex, Form, InputNumber, Radio, Select } from "antd";
import { useNavigate } from "react-router";

import { answer, client } from "../api/client";
import type { ComputationOptions, MandateRequest } from "../api/models";
import { useComputationOptions } from "../api/queries";
import { daysFrom } from "../format/time";
import { useText } from "../i18n/text";
import { Loaded } from "../page/loaded";
import { Page } from "../page/page";
import { Problem } from "../page/problem";
import type { Op } from "./draft";
import { neededColumns, suggestedColumns } from "./needed_columns";
import { lets, SHOWS } from "./operations";

/** Let another institution have one operation computed over one of our lists. */
export default function MandatePage() {
  const t = useText();
  const options = useComputationOptions();
  return (
    <Page title={t("mandate.title")} lead={t("mandate.lead")}>
      <div className="narrow">
        <Loaded query={options}>
          {(choices) =>
            choices.datasets.length === 0 ? (
              <Card>
                <Empty description={t("mandate.nolist")} />
              </Card>
            ) : (
              <MandateForm choices={choices} />
            )
          }
        </Loaded>
      </div>
    </Page>
  );
}

type Fields = Required<MandateRequest>;
const USES = 12;
const DAYS = 365;

function MandateForm({ choices }: { choices: ComputationOptions }) {
  const t = useText();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const [form] = Form.useForm<Fields>();
  const filled = Form.useWatch([], form) as Partial<Fields> | undefined;
  const list = choices.datasets.find(({ dataset }) => dataset === filled?.dataset);
  const open = useMutation({
    mutationFn: (body: MandateRequest) => answer(client.POST("/api/v1/mandates", { body })),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ["mandates"] });
      message.success(t("mandate.done"));
      await navigate("/mandates");
    },
  });
  const choose = (changed: Partial<Fields>, all: Partial<Fields>) => {
    const chosen = choices.datasets.find(({ dataset }) => dataset === all.dataset);
    if ((changed.dataset || changed.op) && chosen && all.op) form.setFieldValue("fields", suggestedColumns(all.op, chosen));
  };
  const needed = list && filled?.op ? neededColumns(filled.op, list) : [];
  const start = { dataset: choices.datasets.length === 1 ? choices.datasets[0]?.dataset : undefined, uses: USES, days: DAYS };
  return (
    <Card>
      <Form<Fields> form={form} layout="vertical" requiredMark={false} initialValues={start} onValuesChange={choose} onFinish={(all) => open.mutate(all)}>
        <Form.Item name="dataset" label={t("mandate.dataset")} rules={[{ required: true, message: t("mandate.dataset.needed") }]}>
          <Select options={choices.datasets.map(({ dataset, name }) => ({ value: dataset, label: name }))} />
        </Form.Item>
        <Form.Item name="receiver" label={t("mandate.receiver")} rules={[{ required: true, message: t("mandate.receiver.needed") }]}>
          <Select showSearch={{ optionFilterProp: "label" }} options={choices.organisations.map(({ code, name }) => ({ value: code, label: name }))} />
        </Form.Item>
        <Form.Item name="op" label={t("mandate.op")} rules={[{ required: true, message: t("mandate.op.needed") }]}>
          <Radio.Group className="choice-list">
            {choices.operations.map(({ code, name }) => (
              <Radio key={code} value={code}>
                <span className="sentence">{name}</span>
                <div className="muted small">{t(SHOWS[code as Op])}</div>
              </Radio>
            ))}
          </Radio.Group>
        </Form.Item>
        <Form.Item name="purpose" label={t("mandate.purpose")} rules={[{ required: true, message: t("mandate.purpose.needed") }]}>
          <Select options={choices.purposes.map(({ code, name }) => ({ value: code, label: name }))} />
        </Form.Item>
        {list && filled?.op && (
          <Form.Item name="fields" label={t("mandate.fields")} extra={t("mandate.fields.help")}>
            <Checkbox.Group className="choice-list" options={list.fields.map(({ name, label }) => ({ value: name, label: `${label} (${name})`, disabled: needed.includes(name) }))} />
          </Form.Item>
        )}
        <div className="field-grid">
          <Form.Item name="uses" label={t("mandate.uses")} rules={[{ required: true, type: "integer", min: 1, max: 10_000 }]}>
            <InputNumber className="wide" precision={0} suffix={t("unit.times")} />
          </Form.Item>
          <Form.Item name="days" label={t("mandate.days")} rules={[{ required: true, type: "integer", min: 1, max: 1830 }]}>
            <InputNumber className="wide" precision={0} suffix={t("unit.days")} />
          </Form.Item>
        </div>
        <Flex vertical gap={16}>
          <Letting filled={filled} choices={choices} list={list?.name} />
          {open.isError && <Problem error={open.error} retry={() => form.submit()} />}
          <Button type="primary" size="large" htmlType="submit" loading={open.isPending}>
            {t("mandate.act")}
          </Button>
        </Flex>
      </Form>
    </Card>
  );
}

/** The one sentence that is signed in effect: what the receiver may have of us. */
function Letting({ filled, choices, list }: { filled: Partial<Fields> | undefined; choices: ComputationOptions; list: string | undefined }) {
  const t = useText();
  const receiver = choices.organisations.find(({ code }) => code === filled?.receiver)?.name;
  if (!filled?.op || !filled.uses || !filled.days || !receiver || !list) return null;
  return (
    <Alert
      type="info"
      showIcon
      data-testid="letting"
      title={lets(t, filled.op, { receiver, dataset: list, uses: filled.uses, day: daysFrom(Date.now(), filled.days) })}
      description={t("mandate.stays")}
    />
  );
}
