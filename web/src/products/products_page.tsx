import { Card, Empty } from "antd";

import { useProducts } from "../api/queries";
import { useLabel, useText } from "../i18n/text";
import { Loaded } from "../page/loaded";
import { Page } from "../page/page";
import { ProductTerms } from "./product_terms";

/** What this bank has on offer in the market. */
export default function ProductsPage() {
  const t = useText();
  const label = useLabel();
  const products = useProducts();
  return (
    <Page title={t("products.title")} lead={t("products.lead")}>
      <Loaded query={products}>
        {(all) =>
          all.length === 0 ? (
            <Card>
              <Empty description={t("products.empty")} />
            </Card>
          ) : (
            <div className="card-grid">
              {all.map((product) => (
                <Card key={product.code} size="small" title={product.name} extra={<code className="muted small">{product.code}</code>}>
                  <ProductTerms product={product} />
                  <div className="muted small">{product.repayment.map((way) => label("repayment", way)).join(t("list.separator"))}</div>
                </Card>
              ))}
            </div>
          )
        }
      </Loaded>
    </Page>
  );
}
