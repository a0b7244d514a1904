import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Card, Checkbox, Flex, Form, InputNumber, Radio, Select } from "antd";
import { useState } from "react";
import { Link, useNavigate, useSearchParams } from "react-router";

import { answer, client } from "../api/client";
import type { ComputationOptions, ComputationRequest, Mandate } from "../api/models";
import { useComputationOptions, useMandates } from "../api/queries";
import { useText } from "../i18n/text";
import { Loaded } from "../page/loaded";
import { Page } from "../page/page";
import { Problem } from "../page/problem";
import { draftFor, isOfModels, missing, requestOf, takesMany, usableMandates, valueColumns, type Draft, type Op } from "./draft";
import { MandateChoice } from "./mandate_choice";
import { ModelTerms } from "./model_terms";
import { SHOWS } from "./operations";
import { OwnInput, TableInput } from "./own_input";

/** Begin a computation: which, under whose mandate, over which list or table of ours. */
export default function ProposePage() {
  const t = useText();
  const options = useComputationOptions();
  const mandates = useMandates();
  const [asked] = useSearchParams();
  return (
    <Page title={t("propose.title")} lead={t("propose.lead")}>
      <div className="narrow">
        <Loaded query={options}>
          {(choices) => (
            <Loaded query={mandates}>
              {(all) => <Proposal choices={choices} mandates={all} from={all.find(({ mandate }) => mandate === asked.get("mandate"))} />}
            </Loaded>
          )}
        </Loaded>
      </div>
    </Page>
  );
}

function Proposal({ choices, mandates, from }: { choices: ComputationOptions; mandates: Mandate[]; from: Mandate | undefined }) {
  const t = useText();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [draft, setDraft] = useState(() => draftFor(from));
  const change = (some: Partial<Draft>) => setDraft((before) => ({ ...before, ...some }));
  const choose = (op: Op) => change({ op, mandates: [], values: [], ...(isOfModels(op) ? { source: "table" as const } : {}) });
  const usable = usableMandates(mandates, draft.op);
  const chosen = usable.filter(({ mandate }) => draft.mandates.includes(mandate));
  const lacking = missing(draft);
  const propose = useMutation({
    mutationFn: (body: ComputationRequest) => answer(client.POST("/api/v1/computations", { body })),
    onSuccess: async ({ job }) => {
      await queries.invalidateQueries({ queryKey: ["computations"] });
      await navigate(`/computations/${job}`);
    },
  });
  const send = ({ op, ...rest }: Draft) => op && propose.mutate(requestOf({ ...rest, op }));
  return (
    <Form layout="vertical" onFinish={() => send(draft)}>
      <Flex vertical gap={16}>
        <Card title={t("propose.op")}>
          <Radio.Group
            className="choice-list"
            aria-label={t("propose.op")}
            value={draft.op}
            onChange={({ target }) => choose(target.value as Op)}
          >
            {choices.operations.map(({ code, name }) => (
              <Radio key={code} value={code}>
                <span className="sentence">{name}</span>
              </Radio>
            ))}
          </Radio.Group>
        </Card>
        {draft.op && (
          <Card title={t("propose.mandate")}>
            {usable.length === 0 ? (
              <NoMandate />
            ) : (
              <MandateChoice many={takesMany(draft.op)} mandates={usable} chosen={chosen} onChange={(ids) => change({ mandates: ids, values: [] })} />
            )}
          </Card>
        )}
        {draft.op && chosen.length > 0 && (
          <>
            <Card title={t(isOfModels(draft.op) ? "propose.outcomes" : "propose.input")}>
              {isOfModels(draft.op) ? <TableInput table={draft.table} onChange={(table) => change({ table })} /> : <OwnInput draft={draft} datasets={choices.datasets} onChange={change} />}
            </Card>
            {isOfModels(draft.op) && <ModelTerms draft={draft} onChange={change} />}
            {draft.op === "sum" && <SumTerms draft={draft} chosen={chosen} choices={choices} onChange={change} />}
            <Card>
              <Flex vertical gap={16}>
                <Alert type="info" showIcon title={t("propose.shows")} description={t(SHOWS[draft.op])} />
                <Form.Item label={t("propose.minutes")} htmlFor="minutes" extra={t("propose.minutes.help")} className="tight">
                  <InputNumber id="minutes" className="short-number" min={1} max={600} precision={0} suffix={t("unit.minutes")} value={draft.minutes} onChange={(minutes) => minutes && change({ minutes })} />
                </Form.Item>
                {propose.isError && <Problem error={propose.error} retry={() => send(draft)} />}
                {lacking && <div className="muted">{t(lacking)}</div>}
                <Button type="primary" size="large" htmlType="submit" disabled={lacking !== null} loading={propose.isPending}>
                  {t("propose.act")}
                </Button>
              </Flex>
            </Card>
          </>
        )}
      </Flex>
    </Form>
  );
}

function NoMandate() {
  const t = useText();
  return (
    <Alert
      type="warning"
      showIcon
      title={t("propose.nomandate")}
      description={t("propose.nomandate.help")}
      action={
        <Link to="/mandates">
          <Button>{t("propose.nomandate.act")}</Button>
        </Link>
      }
    />
  );
}

/** What a sum adds up, and for which groups. */
function SumTerms({ draft, chosen, choices, onChange }: { draft: Draft; chosen: Mandate[]; choices: ComputationOptions; onChange: (some: Partial<Draft>) => void }) {
  const t = useText();
  const list = choices.datasets.find(({ dataset }) => dataset === draft.dataset);
  const label = (field: string): string => list?.fields.find(({ name }) => name === field)?.label ?? field;
  return (
    <Card title={t("propose.sum")}>
      <Form.Item label={t("propose.values")}>
        <Checkbox.Group
          className="choice-list"
          value={draft.values}
          onChange={(values) => onChange({ values })}
          options={valueColumns(chosen, list?.key ?? "").map((field) => ({ value: field, label: label(field) }))}
        />
      </Form.Item>
      <Form.Item label={t("propose.groups")} htmlFor="groups" extra={t("propose.groups.help")} className="tight">
        <Select id="groups" mode="tags" open={false} tokenSeparators={[",", "，", "、", "\n"]} value={draft.groups} onChange={(groups) => onChange({ groups })} />
      </Form.Item>
    </Card>
  );
}
