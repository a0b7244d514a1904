import { Checkbox, Flex, Tag } from "antd";
import { useEffect } from "react";

import type { ConsentDraft, ConsentOffer } from "../api/models";
import { useText } from "../i18n/text";
import { Loaded } from "../page/loaded";
import { ConsentCard, NOTHING_SHARED } from "./consent_card";
import { useDraft, type Wanted } from "./draft";

/**
 * What may be granted besides. Nothing is ticked beforehand, and whoever leaves it out loses nothing. A ticked dataset
 * joins the sheet in full; a person's own data unfold here, for they are signed for by themselves.
 */
export function MoreData({
  wanted,
  offers,
  receiver,
  chosen,
  onChoose,
  onOwn,
}: {
  wanted: Wanted;
  offers: readonly ConsentOffer[];
  receiver: string;
  chosen: ReadonlySet<string>;
  onChoose: (dataset: string, on: boolean) => void;
  onOwn: (dataset: string, draft: ConsentDraft | null) => void;
}) {
  const t = useText();
  if (offers.length === 0) return null;
  return (
    <section className="consent-card" aria-label={t("consent.more")} data-testid="consent-more">
      <header>
        <strong>{t("consent.more")}</strong>
        <span className="muted small">{t("consent.more.help")}</span>
      </header>
      <Flex vertical gap={8} className="consent-more">
        {offers.map((offer) => (
          <div key={offer.dataset}>
            <Checkbox
              data-testid={`more-${offer.dataset}`}
              checked={chosen.has(offer.dataset)}
              onChange={(event) => onChoose(offer.dataset, event.target.checked)}
            >
              {offer.dataset_name} <span className="muted">· {offer.custodian_name} · {t("consent.fields", { count: offer.fields.length })}</span>{" "}
              {offer.alone && <Tag color="purple">{t("consent.alone")}</Tag>}
            </Checkbox>
            {offer.alone && chosen.has(offer.dataset) && <OwnSheet wanted={wanted} dataset={offer.dataset} receiver={receiver} onOwn={onOwn} />}
          </div>
        ))}
      </Flex>
    </section>
  );
}

/** The whole of what a signature over one person's own data will cover. */
function OwnSheet({
  wanted,
  dataset,
  receiver,
  onOwn,
}: {
  wanted: Wanted;
  dataset: string;
  receiver: string;
  onOwn: (dataset: string, draft: ConsentDraft | null) => void;
}) {
  const draft = useDraft({ ...wanted, datasets: [dataset] });
  const { data } = draft;
  useEffect(() => {
    onOwn(dataset, data ?? null);
    return () => onOwn(dataset, null);
  }, [dataset, data, onOwn]);
  return (
    <Loaded query={draft}>
      {(sheet) => (
        <>
          {sheet.items.map((item) => (
            <ConsentCard key={item.grant} item={item} shared={NOTHING_SHARED} receiver={receiver} />
          ))}
        </>
      )}
    </Loaded>
  );
}
