import { Button, Flex, Form, Input, InputNumber, Select } from "antd";

import { fenFromWan, wanFromFen } from "../format/money";
import { useText } from "../i18n/text";
import { Problem } from "../page/problem";
import { draftCampaign, rewriteCampaign, useSupportChange, type Campaign, type Terms } from "./queries";

type Fields = Omit<Terms, "subsidy_rate" | "budget_fen" | "client_most_fen"> & { percent: number; budget: number; ceiling: number };

const EMPTY: Partial<Fields> = { products: [], regions: [], industries: [], segments: [], listed: "", about_zh: "", about_en: "" };

/** A campaign's terms as an officer types them; saved as a draft that another person publishes. */
export function CampaignForm({ campaign, onSaved }: { campaign?: Campaign; onSaved: () => void }) {
  const t = useText();
  const save = useSupportChange(async ({ percent, budget, ceiling, ...rest }: Fields) => {
    const terms = { ...EMPTY, ...rest, subsidy_rate: (percent / 100).toFixed(6), budget_fen: fenFromWan(budget) ?? 0, client_most_fen: fenFromWan(ceiling) ?? 0 } as Terms;
    await (campaign ? rewriteCampaign(campaign.id, terms, campaign.version) : draftCampaign(terms));
    onSaved();
  });
  const start: Partial<Fields> = campaign
    ? { ...campaign.terms, percent: Number(campaign.terms.subsidy_rate) * 100, budget: wanFromFen(campaign.terms.budget_fen), ceiling: wanFromFen(campaign.terms.client_most_fen) }
    : EMPTY;
  const needed = [{ required: true }];
  return (
    <Form<Fields> layout="vertical" initialValues={start} onFinish={(typed) => save.mutate(typed)} data-testid="campaign-form">
      <Flex gap={12} wrap>
        {(["name_zh", "name_en", "funder_zh", "funder_en"] as const).map((name) => (
          <Form.Item key={name} name={name} label={t(`campaigns.${name}`)} rules={needed} style={{ flex: "1 1 220px" }}>
            <Input maxLength={100} />
          </Form.Item>
        ))}
        {(["about_zh", "about_en"] as const).map((name) => (
          <Form.Item key={name} name={name} label={t(`campaigns.${name}`)} style={{ flex: "1 1 300px" }}>
            <Input maxLength={500} />
          </Form.Item>
        ))}
        <Form.Item name="opens_on" label={t("campaigns.opens")} rules={needed}>
          <Input type="date" />
        </Form.Item>
        <Form.Item name="ends_on" label={t("campaigns.ends")} rules={needed}>
          <Input type="date" />
        </Form.Item>
        <Form.Item name="percent" label={t("campaigns.rate")} rules={needed}>
          <InputNumber min={0.01} max={5} step={0.25} suffix="%" />
        </Form.Item>
        <Form.Item name="budget" label={t("campaigns.budget")} rules={needed}>
          <InputNumber min={0.01} precision={2} suffix={t("unit.wan")} />
        </Form.Item>
        <Form.Item name="ceiling" label={t("campaigns.ceiling")} rules={needed}>
          <InputNumber min={0.01} precision={2} suffix={t("unit.wan")} />
        </Form.Item>
        <Form.Item name="quota" label={t("campaigns.quota")} rules={needed}>
          <InputNumber min={1} precision={0} />
        </Form.Item>
        {(["products", "regions", "industries", "segments"] as const).map((name) => (
          <Form.Item key={name} name={name} label={t(`campaigns.${name}`)} style={{ flex: "1 1 260px" }}>
            <Select mode="tags" open={false} suffixIcon={null} tokenSeparators={[",", "，", " "]} />
          </Form.Item>
        ))}
        <Form.Item name="listed" label={t("campaigns.listed")} style={{ flex: "1 1 220px" }}>
          <Input maxLength={64} />
        </Form.Item>
      </Flex>
      {save.isError && <Problem error={save.error} />}
      <Button type="primary" htmlType="submit" loading={save.isPending}>
        {t("campaigns.save")}
      </Button>
    </Form>
  );
}
