import type { Product } from "../api/models";
import { Money } from "../figures/money";
import { percent, share } from "../format/rate";
import { useLabel, useText } from "../i18n/text";

/** The rate as a range, or as one figure where both ends are the same. */
export function RateRange({ product }: { product: Product }) {
  return <Range low={percent(product.rate_min)} high={percent(product.rate_max)} />;
}

function Range({ low, high }: { low: string; high: string }) {
  return <span className="figure">{low === high ? low : `${low} – ${high}`}</span>;
}

/** What a product offers, in the order in which people ask. */
export function ProductTerms({ product }: { product: Product }) {
  const t = useText();
  const label = useLabel();
  return (
    <dl className="terms">
      <div>
        <dt>{t("product.rate")}</dt>
        <dd>
          <RateRange product={product} />
        </dd>
      </div>
      <div>
        <dt>{t("product.all_in")}</dt>
        <dd>
          <Range low={share(Number(product.all_in_rate_min), 2)} high={share(Number(product.all_in_rate_max), 2)} />
          {product.fees.length > 0 && (
            <div className="muted small">
              {product.fees.map((fee) => t("product.fee", { name: fee.name, rate: percent(fee.annual_rate) })).join(t("list.separator"))}
            </div>
          )}
        </dd>
      </div>
      <div>
        <dt>{t("product.amount")}</dt>
        <dd>
          <Money fen={product.amount_min_fen} /> – <Money fen={product.amount_max_fen} />
        </dd>
      </div>
      <div>
        <dt>{t("product.term")}</dt>
        <dd className="figure">{t("product.term.range", { min: product.term_min_months, max: product.term_max_months })}</dd>
      </div>
      <div>
        <dt>{t("product.guarantee")}</dt>
        <dd>{product.guarantee.map((kind) => label("guarantee", kind)).join(t("list.separator"))}</dd>
      </div>
      {product.evidence.shown === "score" && (
        <div>
          <dt>{t("sealed.product")}</dt>
          <dd>{t("sealed.product.score")}</dd>
        </div>
      )}
      <div>
        <dt>{t("product.decision")}</dt>
        <dd className="figure">{t("product.decision.days", { days: product.days_to_decision })}</dd>
      </div>
    </dl>
  );
}
