import { Tag } from "antd";

import type { Price } from "../api/models";
import { percent } from "../format/rate";
import { useLabel, useText } from "../i18n/text";

/** The rate as the sum it is: each term on a line, the result beneath, and the cap or floor that bound it. */
export function PriceTerms({ price }: { price: Price }) {
  const t = useText();
  const label = useLabel();
  return (
    <div>
      <div className="headline-figure">
        <span className="muted">{t("price.title")}</span>
        <span className="big figure figure-strong">{percent(price.annual_rate)}</span>
      </div>
      <table className="sum">
        <tbody>
          {price.terms.map((term) => (
            <tr key={term.name}>
              <td>
                {term.label}
                {term.formula && <div className="muted small">{term.formula}</div>}
              </td>
              <td className="figure" title={term.rate ? percent(term.rate) : undefined}>
                {term.rate ? signed(rounded(term.rate)) : "—"}
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <td>
              {t("price.title")} {price.clamped_by && <Tag color="orange">{t("price.clamped", { by: label("bound", price.clamped_by) })}</Tag>}
            </td>
            <td className="figure">{percent(price.annual_rate)}</td>
          </tr>
        </tfoot>
      </table>
    </div>
  );
}

/** Three decimals of a percent are enough to read; the exact rate shows on hover. */
function rounded(rate: string): string {
  return `${(Number(rate) * 100).toFixed(3).replace(/\.?0+$/, "")}%`;
}

function signed(rate: string): string {
  return rate.startsWith("-") ? rate.replace("-", "−") : `+${rate}`;
}
