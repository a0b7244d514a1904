import { Alert, Checkbox, Form, Select } from "antd";

import type { Product } from "../api/models";
import { percent } from "../format/rate";
import { useText } from "../i18n/text";
import { useFitting } from "./queries";

/** What may be asked for with an application: a guarantor where the product has one, and a campaign's subsidy. */
export function SupportFields({ product }: { product: Product }) {
  const t = useText();
  const place = `${product.lender}/${product.code}`;
  const fitting = useFitting().data?.filter((one) => one.verdict !== "fail" && (one.products.length === 0 || one.products.includes(place))) ?? [];
  return (
    <>
      {product.guarantee.includes("guarantee_company") && <Alert type="info" showIcon title={t("apply.guarantor")} style={{ marginBottom: 16 }} />}
      {fitting.length > 0 && (
        <>
          <Form.Item name="campaign" label={t("apply.campaign")} extra={t("apply.campaign.told")}>
            <Select
              allowClear
              placeholder={t("apply.campaign.none")}
              options={fitting.map((one) => ({ value: one.id, label: `${one.name} · ${t("fitting.rate", { rate: percent(one.subsidy_rate) })}` }))}
            />
          </Form.Item>
          <Form.Item name="lists" valuePropName="checked">
            <Checkbox>{t("apply.lists")}</Checkbox>
          </Form.Item>
        </>
      )}
    </>
  );
}
