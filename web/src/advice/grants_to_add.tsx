import { SafetyCertificateOutlined } from "@ant-design/icons";
import { Alert, Button } from "antd";
import { Link } from "react-router";

import type { Advice } from "../api/models";
import { share } from "../format/rate";
import { useText } from "../i18n/text";

type Grants = NonNullable<Advice["grants"]>;

/** Where the consent sheet for these datasets and no others stands. */
export function consentFor(grants: Grants): string {
  const words = new URLSearchParams();
  for (const { dataset } of grants.flatMap((grant) => grant.datasets)) words.append("dataset", dataset);
  return `/consent?${words.toString()}`;
}

/** The grants that would tell most, and one button that leads to the sheet for just these. */
export function GrantsToAdd({ grants, before, after }: { grants: Grants; before: number; after: number }) {
  const t = useText();
  return (
    <Alert
      type="info"
      title={t(grants.length > 1 ? "advice.grants.title" : "advice.grants.one")}
      description={
        <>
          <ul className="plain-list">
            {grants.map((grant) => (
              <li key={grant.source}>
                <strong>{grant.label}</strong> <span className="muted">{grant.datasets.map((one) => one.custodian_name).join(t("list.separator"))}</span>
                <div className="muted small">{t("advice.grants.gain", { gain: Math.round(grant.gain) })}</div>
              </li>
            ))}
          </ul>
          <div className="muted figure">{t("advice.grants.coverage", { before: share(before, 0), after: share(after, 0) })}</div>
          <Link to={consentFor(grants)}>
            <Button type="primary" icon={<SafetyCertificateOutlined />} style={{ marginTop: 8 }}>
              {t("advice.grants.act")}
            </Button>
          </Link>
        </>
      }
    />
  );
}
