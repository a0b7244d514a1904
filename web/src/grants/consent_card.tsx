import { Checkbox, Tag } from "antd";

import type { ConsentItem } from "../api/models";
import { day } from "../format/time";
import { useText, type Translate } from "../i18n/text";

export type Shared = { purpose: boolean; uses: boolean; expires: boolean; law: ReadonlySet<string> };

/** For a grant that stands alone: all of it is said with it. */
export const NOTHING_SHARED: Shared = { purpose: false, uses: false, expires: false, law: new Set() };

/** What is the same in every grant of the sheet. It is said once above them; what differs stands with its own grant. */
export function sharedTerms(items: readonly ConsentItem[]): Shared {
  const [first] = items;
  const same = (read: (item: ConsentItem) => unknown): boolean => items.every((item) => first && read(item) === read(first));
  return {
    purpose: same((item) => item.purpose_text),
    uses: same((item) => item.uses),
    expires: same((item) => day(item.expires)),
    law: new Set(first?.law.filter((article) => items.every((item) => item.law.includes(article)))),
  };
}

export function SharedTerms({ items }: { items: readonly ConsentItem[] }) {
  const t = useText();
  const [first] = items;
  if (!first) return null;
  const { law, ...same } = sharedTerms(items);
  return (
    <section className="consent-card" aria-label={t("consent.shared")}>
      <header>
        <strong>{t("consent.shared")}</strong>
      </header>
      <Terms item={first} shows={{ ...same, law: [...law] }} />
    </section>
  );
}

function Terms({ item, shows }: { item: ConsentItem; shows: { purpose: boolean; uses: boolean; expires: boolean; law: string[] } }) {
  const t = useText();
  if (!shows.purpose && !shows.uses && !shows.expires && shows.law.length === 0) return null;
  return (
    <dl>
      {shows.purpose && (
        <>
          <dt>{t("consent.purpose")}</dt>
          <dd>{item.purpose_text}</dd>
        </>
      )}
      {shows.uses && (
        <>
          <dt>{t("consent.uses")}</dt>
          <dd>{t("consent.uses.at_most", { uses: item.uses })}</dd>
        </>
      )}
      {shows.expires && (
        <>
          <dt>{t("consent.expires")}</dt>
          <dd className="figure">{day(item.expires)}</dd>
        </>
      )}
      {shows.law.length > 0 && (
        <>
          <dt>{t("consent.law")}</dt>
          <dd>
            {shows.law.map((article) => (
              <div key={article}>{article}</div>
            ))}
          </dd>
        </>
      )}
    </dl>
  );
}

/** One grant about to be signed, in full. Where its data is sensitive, it asks for a tick of its own. */
export function ConsentCard({
  item,
  shared: common,
  receiver,
  agreed = false,
  onAgree,
}: {
  item: ConsentItem;
  shared: Shared;
  receiver: string;
  agreed?: boolean;
  onAgree?: (on: boolean) => void;
}) {
  const t = useText();
  const own = { purpose: !common.purpose, uses: !common.uses, expires: !common.expires, law: item.law.filter((article) => !common.law.has(article)) };
  return (
    <section className="consent-card" aria-label={item.dataset_name}>
      <header>
        <strong>{item.custodian_name}</strong>
        <span className="muted">{goes(item.shown, receiver, t)}</span>
        <span className="consent-dataset">
          {item.dataset_name} · {t("consent.fields", { count: item.fields.length })}
        </span>
      </header>
      <div className="consent-fields">
        {item.fields.map((field) => (
          <Tag key={field.name} title={field.name}>
            {field.label}
          </Tag>
        ))}
      </div>
      <Terms item={item} shows={own} />
      <details>
        <summary>{t("consent.notice")}</summary>
        <p className="notice">{item.notice}</p>
      </details>
      {item.separate && onAgree && (
        <div className="consent-separate">
          <Checkbox data-testid="consent-separate" checked={agreed} onChange={(event) => onAgree(event.target.checked)}>
            {t("consent.separate", { custodian: item.custodian_name, dataset: item.dataset_name })}
          </Checkbox>
        </div>
      )}
    </section>
  );
}

/** Where what is granted goes: to the receiver, to its checks alone, or into a computation and to nobody. */
function goes(shown: ConsentItem["shown"], receiver: string, t: Translate): string {
  if (shown === "score" || shown === "sum") return t("sealed.consent.joins");
  return shown === "checks" ? t("sealed.consent.checks", { receiver }) : `→ ${receiver}`;
}
