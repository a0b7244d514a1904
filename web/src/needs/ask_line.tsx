import { Money } from "../figures/money";
import { percent } from "../format/rate";
import { useLabel, useText } from "../i18n/text";
import type { Ask } from "./queries";

/** What is asked, on one line; what was left open is not spoken of. */
export function AskLine({ ask }: { ask: Ask }) {
  const t = useText();
  const label = useLabel();
  return (
    <span>
      <Money fen={ask.amount_fen} /> · {t("unit.months", { months: ask.term_months })} · {label("purpose", ask.purpose)}
      {ask.rate_acceptable && <> · ≤ {percent(ask.rate_acceptable)}</>}
      {ask.guarantees && ask.guarantees.length > 0 && <> · {ask.guarantees.map((one) => label("guarantee", one)).join(t("list.separator"))}</>}
    </span>
  );
}
