import { Button, Card, Form, Input } from "antd";
import { useState } from "react";
import { useNavigate } from "react-router";

import { answer, client } from "../api/client";
import { useText } from "../i18n/text";
import { Page } from "../page/page";
import { Problem } from "../page/problem";
import { useChange } from "./queries";
import type { Version } from "./shape";

/** What a new product begins with: it is complete, so that its form can be read, and means nothing yet. */
const BEGINNING = {
  kind: "credit",
  segments: ["sole_proprietor", "small_micro"],
  amount_min_fen: 5_000_000,
  amount_max_fen: 100_000_000,
  term_min_months: 3,
  term_max_months: 12,
  rate_min: "0.0435",
  rate_max: "0.0650",
  repayment: ["equal_instalments"],
  guarantee: ["none"],
  days_to_decision: 3,
  online_only: true,
};

/** A product begins with its code, which it keeps, and its names. */
export default function NewProductPage() {
  const t = useText();
  const go = useNavigate();
  const [code, setCode] = useState("");
  const [zh, setZh] = useState("");
  const [en, setEn] = useState("");
  const open = useChange(
    (): Promise<Version> => {
      const name = { zh, en };
      return answer(client.POST("/api/v1/studio/products", { body: { product: { ...BEGINNING, code, name, summary: name } } }));
    },
    (made) => void go(`/studio/${made.id}`),
  );
  return (
    <Page title={t("studio.draft.product")} lead={t("studio.product.new.lead")}>
      <Card>
        <Form layout="vertical" onFinish={() => open.mutate(undefined)}>
          <Form.Item label={t("studio.product.code")} htmlFor="code" help={t("studio.product.code.help")}>
            <Input id="code" value={code} maxLength={64} pattern="[a-z0-9]+(-[a-z0-9]+)*" required onChange={(event) => setCode(event.target.value)} />
          </Form.Item>
          <Form.Item label={t("studio.product.name.zh")} htmlFor="zh">
            <Input id="zh" value={zh} maxLength={200} required onChange={(event) => setZh(event.target.value)} />
          </Form.Item>
          <Form.Item label={t("studio.product.name.en")} htmlFor="en">
            <Input id="en" value={en} maxLength={200} required onChange={(event) => setEn(event.target.value)} />
          </Form.Item>
          {open.isError && <Problem error={open.error} />}
          <Button type="primary" size="large" htmlType="submit" loading={open.isPending} disabled={!code || !zh || !en}>
            {t("studio.product.begin")}
          </Button>
        </Form>
      </Card>
    </Page>
  );
}
