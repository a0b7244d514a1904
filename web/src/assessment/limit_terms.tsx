import { Tag } from "antd";

import type { Limit } from "../api/models";
import { Money } from "../figures/money";
import { useText } from "../i18n/text";

/** Each term of the limit as a bar on one scale; the term that decided the limit is marked. */
export function LimitTerms({ limit }: { limit: Limit }) {
  const t = useText();
  const widest = Math.max(...limit.terms.map((term) => term.amount_fen ?? 0), 1);
  return (
    <div>
      <div className="headline-figure">
        <span className="muted">{t("limit.title")}</span>
        <span className="big">
          <Money fen={limit.amount_fen} strong />
        </span>
      </div>
      <ul className="bars" aria-label={t("limit.title")}>
        {limit.terms.map((term) => {
          const binding = term.name === limit.binding;
          return (
            <li key={term.name} className={binding ? "bar-binding" : undefined}>
              <div className="bar-head">
                <span>
                  {term.label} {binding && <Tag color="blue">{t("limit.binding")}</Tag>}
                </span>
                {term.amount_fen == null ? <span className="muted small">{t("limit.none")}</span> : <Money fen={term.amount_fen} />}
              </div>
              {term.amount_fen != null && (
                <div className="bar-track">
                  <span style={{ width: `${(100 * Math.max(term.amount_fen, 0)) / widest}%` }} />
                </div>
              )}
              {term.formula && <div className="muted small">{term.formula}</div>}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
