import type { Likelihoods } from "../api/models";
import { day } from "../format/time";
import { useText } from "../i18n/text";

/** By what the list says how likely lenders approve, and of how many products it shows the first. */
export function LikelihoodsNote({ likelihoods, shown, total }: { likelihoods: Likelihoods; shown: number; total: number }) {
  const t = useText();
  const fitted = likelihoods.fitted_at;
  return (
    <p className="muted small" data-testid="likelihoods">
      {shown < total && `${t("matches.first", { shown, total })} `}
      {fitted === null
        ? t("matches.guess")
        : t("matches.fitted", { outcomes: likelihoods.outcomes, date: day(fitted) })}
    </p>
  );
}
