import { useQueryClient } from "@tanstack/react-query";
import { Button, Card, Empty, Form, InputNumber, Select, Steps } from "antd";
import { useMemo, useState } from "react";
import { Link, useNavigate, useParams } from "react-router";

import { answer, client } from "../api/client";
import type { Product } from "../api/models";
import { useProducts } from "../api/queries";
import { fenFromWan, wanFromFen } from "../format/money";
import { ConsentSheet } from "../grants/consent_sheet";
import { useChosenDraft, type Wanted } from "../grants/draft";
import { useLabel, useText } from "../i18n/text";
import { PURPOSES, TERMS_MONTHS, useNeed } from "../need/need";
import { Loaded } from "../page/loaded";
import { Page } from "../page/page";
import { ProductTerms } from "../products/product_terms";
import { SupportFields } from "../support/support_fields";
import { PapersField, type ChosenPaper } from "./papers_field";

type Ask = { amount_fen: number; term_months: number; repayment: string; purpose: string; support: { campaign: string; lists: boolean } | null };

/** Four fields, already filled; then the consent for this bank; then it is on its way. */
export default function ApplyPage() {
  const t = useText();
  const { product: code = "" } = useParams();
  const products = useProducts();
  const [ask, setAsk] = useState<Ask | null>(null);
  const [papers, setPapers] = useState<ChosenPaper[]>([]);
  const [openedAt] = useState(() => new Date().toISOString());
  return (
    <Page title={t("apply.title")} lead={t("apply.lead")}>
      <Loaded query={products}>
        {(all) => {
          const product = all.find((candidate) => candidate.code === code);
          if (!product) {
            return (
              <Card className="narrow">
                <Empty description={t("apply.gone")}>
                  <Link to="/matches">
                    <Button type="primary">{t("nav.matches")}</Button>
                  </Link>
                </Empty>
              </Card>
            );
          }
          return (
            <div className="narrow">
              <Steps
                className="apply-steps"
                size="small"
                responsive={false}
                current={ask ? 1 : 0}
                items={[{ title: t("apply.step.ask") }, { title: t("apply.step.consent") }, { title: t("apply.step.sent") }]}
              />
              {ask ? <Consent product={product} ask={ask} papers={papers} openedAt={openedAt} onBack={() => setAsk(null)} /> : <AskForm product={product} papers={papers} onPapers={setPapers} onReady={setAsk} />}
            </div>
          );
        }}
      </Loaded>
    </Page>
  );
}

type AskProps = { product: Product; papers: ChosenPaper[]; onPapers: (papers: ChosenPaper[]) => void; onReady: (ask: Ask) => void };

function AskForm({ product, papers, onPapers, onReady }: AskProps) {
  const t = useText();
  const label = useLabel();
  const [need, setNeed] = useNeed();
  const least = wanFromFen(product.amount_min_fen);
  const most = wanFromFen(product.amount_max_fen);
  const terms = TERMS_MONTHS.filter((months) => months >= product.term_min_months && months <= product.term_max_months);
  const months = terms.length > 0 ? terms : [product.term_max_months];
  type Fields = { wan: number; term_months: number; repayment: string; purpose: string; campaign?: string; lists?: boolean };
  const start: Fields = {
    wan: Math.min(Math.max(wanFromFen(need.amount_fen), least), most),
    term_months: months.find((choice) => choice === need.term_months) ?? months[months.length - 1] ?? 12,
    repayment: product.repayment[0] ?? "",
    purpose: need.purpose,
  };
  return (
    <Card title={`${product.lender_name} · ${product.name}`}>
      <ProductTerms product={product} />
      <Form<Fields>
        layout="vertical"
        requiredMark={false}
        initialValues={start}
        onFinish={({ wan, campaign, lists, ...rest }) => {
          const amount_fen = fenFromWan(wan) ?? 0;
          setNeed({ amount_fen, term_months: rest.term_months, purpose: rest.purpose });
          onReady({ ...rest, amount_fen, support: campaign ? { campaign, lists: lists ?? false } : null });
        }}
      >
        <Form.Item
          name="wan"
          label={t("need.amount")}
          extra={t("apply.amount.range", { least, most })}
          rules={[{ required: true, type: "number", min: least, max: most, message: t("apply.amount.range", { least, most }) }]}
        >
          <InputNumber className="wide" precision={2} step={5} suffix={t("unit.wan")} />
        </Form.Item>
        <Form.Item name="term_months" label={t("need.term")}>
          <Select options={months.map((choice) => ({ value: choice, label: t("unit.months", { months: choice }) }))} />
        </Form.Item>
        <Form.Item name="repayment" label={t("apply.repayment")}>
          <Select options={product.repayment.map((way) => ({ value: way, label: label("repayment", way) }))} />
        </Form.Item>
        <Form.Item name="purpose" label={t("need.purpose")}>
          <Select options={PURPOSES.map((purpose) => ({ value: purpose, label: label("purpose", purpose) }))} />
        </Form.Item>
        <Form.Item>
          <PapersField papers={papers} onChange={onPapers} />
        </Form.Item>
        <SupportFields product={product} />
        <Button type="primary" size="large" block htmlType="submit">
          {t("apply.next")}
        </Button>
      </Form>
    </Card>
  );
}

type ConsentProps = { product: Product; ask: Ask; papers: ChosenPaper[]; openedAt: string; onBack: () => void };

function Consent({ product, ask, papers, openedAt, onBack }: ConsentProps) {
  const t = useText();
  const wanted: Wanted = useMemo(() => ({ purpose: "application", receiver: product.lender, product: product.code }), [product]);
  const { draft, also, onAlso, renew } = useChosenDraft(wanted);
  const queries = useQueryClient();
  const navigate = useNavigate();
  return (
    <Card
      title={t(product.evidence.shown === "score" ? "sealed.consent.title" : "apply.consent.title", { lender: product.lender_name })}
      extra={
        <Button type="link" size="small" onClick={onBack}>
          {t("apply.back")}
        </Button>
      }
    >
      <Loaded query={draft}>
        {(sheet) => (
          <ConsentSheet
            wanted={wanted}
            draft={sheet}
            act={t("apply.act")}
            also={also}
            onAlso={onAlso}
            busy={draft.isPlaceholderData}
            onStale={renew}
            onSigned={async (signed, separate) => {
              const application = await answer(client.POST("/api/v1/applications", { body: { ...ask, opened_at: openedAt, papers: papers.map(({ file: _, ...paper }) => paper), product: product.code, ...signed, separate } }));
              await queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== "draft" });
              await navigate(`/applications/${application.id}`, { state: { sent: true } });
            }}
          />
        )}
      </Loaded>
    </Card>
  );
}
