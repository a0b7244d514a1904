import { Select } from "antd";

import { useLabel, useLanguage, useText } from "../i18n/text";
import { useKnownFacts } from "./queries";
import type { KnownFact } from "./shape";

/** The catalogue of known facts, to search by either language's name; each with its unit and where it is from. */
export function FactPicker({ pick, only }: { pick: (fact: KnownFact) => void; only?: (fact: KnownFact) => boolean }) {
  const t = useText();
  const label = useLabel();
  const language = useLanguage();
  const facts = useKnownFacts();
  const known = (facts.data ?? []).filter((one) => only?.(one) ?? true);
  return (
    <Select
      aria-label={t("studio.pick.fact")}
      placeholder={t("studio.pick.fact")}
      loading={facts.isPending}
      value={null}
      style={{ minWidth: 220 }}
      popupMatchSelectWidth={420}
      showSearch={{ filterOption: (sought, option) => String(option?.title ?? "").toLowerCase().includes(sought.toLowerCase()) }}
      onChange={(name: string | null) => {
        const found = known.find((one) => one.name === name);
        if (found) pick(found);
      }}
      options={known.map((one) => ({
        value: one.name,
        title: `${one.zh} ${one.en} ${one.name}`,
        label: (
          <span>
            {language === "en" ? one.en : one.zh}{" "}
            <span className="muted small">
              {one.name} · {[one.unit, label("source", one.source)].filter(Boolean).join(" · ")}
            </span>
          </span>
        ),
      }))}
    />
  );
}
