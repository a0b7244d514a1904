import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, App, Button, Card, Empty, Form, Input, Select } from "antd";
import { useState } from "react";
import { useNavigate } from "react-router";

import { answer, client } from "../api/client";
import type { ModelOutcomesList, Segment } from "../api/models";
import { useText } from "../i18n/text";
import { Loaded } from "../page/loaded";
import { Page } from "../page/page";
import { Problem } from "../page/problem";
import { RowTable } from "../page/row_table";
import { MODELS, useModels, useOutcomes } from "./queries";

/** A steward makes a new model of what came of the bank's own loans: probabilities anew, or a segment's level. */
export default function AdjustPage() {
  const t = useText();
  const outcomes = useOutcomes();
  return (
    <Page title={t("adjust.title")} lead={t("adjust.lead")}>
      <Loaded query={outcomes}>
        {(all) =>
          all.items.length === 0 ? (
            <Card>
              <Empty description={t("adjust.none")} />
            </Card>
          ) : (
            <div className="two-columns">
              <Card title={t("adjust.known")}>
                <Known all={all} />
              </Card>
              <Card title={t("adjust.make")}>
                <AdjustForm all={all} />
              </Card>
            </div>
          )
        }
      </Loaded>
    </Page>
  );
}

function Known({ all }: { all: ModelOutcomesList }) {
  const t = useText();
  return (
    <RowTable
      rows={all.items}
      rowKey="digest"
      label={t("adjust.known")}
      columns={[
        {
          key: "model",
          title: t("model.facts"),
          render: (one) => (
            <>
              {one.label} <span className="muted small">{one.version}</span>
              {one.segments.map((part) => (
                <div key={part.segment} className="muted small">
                  {t("adjust.segment.row", { segment: part.label, known: part.known, bads: part.bads })}
                </div>
              ))}
            </>
          ),
        },
        { key: "known", title: t("adjust.loans"), align: "right", render: (one) => <span className="figure">{one.known}</span> },
        { key: "bads", title: t("models.bads"), align: "right", render: (one) => <span className="figure">{one.bads}</span> },
      ]}
    />
  );
}

function AdjustForm({ all }: { all: ModelOutcomesList }) {
  const t = useText();
  const models = useModels();
  const go = useNavigate();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const [digest, setDigest] = useState(all.items[0]?.digest ?? "");
  const [segment, setSegment] = useState<Segment | "all">("all");
  const [version, setVersion] = useState("");
  const chosen = all.items.find((one) => one.digest === digest);
  const adjust = useMutation({
    mutationFn: () =>
      answer(
        client.POST("/api/v1/models/{digest}/adjustment", {
          params: { path: { digest } },
          body: { version: version.trim(), segment: segment === "all" ? null : segment },
        }),
      ),
    onSuccess: async (made) => {
      await queries.invalidateQueries({ queryKey: [MODELS] });
      message.success(t("register.done"));
      await go(`/models/${made.digest}`);
    },
  });
  const segments = (models.data?.uses ?? []).filter((use) => use.code !== "all").map(({ code, label }) => ({ value: code as Segment, label }));
  const few = chosen && segment === "all" && (chosen.known < all.needed_rows || Math.min(chosen.bads, chosen.known - chosen.bads) < all.needed_each);
  return (
    <Form layout="vertical" onFinish={() => adjust.mutate()} data-testid="adjust">
      <Form.Item label={t("model.facts")} htmlFor="adjusted">
        <Select id="adjusted" value={digest} onChange={setDigest} options={all.items.map((one) => ({ value: one.digest, label: `${one.label} ${one.version}` }))} />
      </Form.Item>
      <Form.Item label={t("adjust.what")} htmlFor="what">
        <Select<Segment | "all">
          id="what"
          value={segment}
          onChange={setSegment}
          options={[{ value: "all", label: t("adjust.calibrate") }, ...segments.map((one) => ({ value: one.value, label: t("adjust.offset", { segment: one.label }) }))]}
        />
      </Form.Item>
      <Form.Item label={t("adjust.version")} htmlFor="version">
        <Input id="version" value={version} maxLength={60} onChange={(event) => setVersion(event.target.value)} />
      </Form.Item>
      {few && <Alert type="info" showIcon title={t("adjust.few", { rows: all.needed_rows, each: all.needed_each })} style={{ marginBottom: 16 }} />}
      {adjust.isError && <Problem error={adjust.error} />}
      <Button type="primary" size="large" htmlType="submit" disabled={!version.trim() || !digest} loading={adjust.isPending}>
        {t("adjust.act")}
      </Button>
    </Form>
  );
}
