import type { Application } from "../api/models";
import { moment } from "../format/time";
import { useText } from "../i18n/text";

/** What was added since the application was sent, newest first, with the enterprise's word about it. */
export function Supplements({ application }: { application: Application }) {
  const t = useText();
  const added = application.supplements ?? [];
  if (added.length === 0) return null;
  return (
    <ul className="plain-list" aria-label={t("supplement.list")}>
      {[...added].reverse().map((one) => (
        <li key={one.at}>
          <span className="muted small figure">{moment(one.at)}</span> {t("supplement.counts", { papers: one.papers, grants: one.grants })}
          {one.note && <div className="words">{one.note}</div>}
        </li>
      ))}
    </ul>
  );
}
