import { Checkbox, Radio } from "antd";

import type { Mandate } from "../api/models";
import { day } from "../format/time";
import { useText } from "../i18n/text";
import { fitsWith } from "./draft";

/** One mandate, or for a sum several that go together. */
export function MandateChoice({ many, mandates, chosen, onChange }: { many: boolean; mandates: Mandate[]; chosen: Mandate[]; onChange: (ids: string[]) => void }) {
  const t = useText();
  const ids = chosen.map(({ mandate }) => mandate);
  if (many) {
    return (
      <Checkbox.Group className="choice-list" aria-label={t("propose.mandate")} value={ids} onChange={onChange}>
        {mandates.map((one) => (
          <Checkbox key={one.mandate} value={one.mandate} disabled={!fitsWith(chosen, one)}>
            <Lines mandate={one} />
          </Checkbox>
        ))}
      </Checkbox.Group>
    );
  }
  return (
    <Radio.Group className="choice-list" aria-label={t("propose.mandate")} value={ids[0]} onChange={({ target }) => onChange([target.value as string])}>
      {mandates.map((one) => (
        <Radio key={one.mandate} value={one.mandate}>
          <Lines mandate={one} />
        </Radio>
      ))}
    </Radio.Group>
  );
}

function Lines({ mandate }: { mandate: Mandate }) {
  const t = useText();
  return (
    <>
      <span>
        {mandate.custodian_name} · {mandate.dataset_name}
      </span>
      <div className="muted small facts">
        <span>{t("computations.for", { purpose: mandate.purpose_text })}</span>
        <span>{t("mandates.left", { left: mandate.uses - mandate.used, uses: mandate.uses })}</span>
        <span>{t("grants.until", { day: day(mandate.expires) })}</span>
      </div>
    </>
  );
}
