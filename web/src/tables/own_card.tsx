import { Card, Descriptions, Tag } from "antd";

import { answer, client } from "../api/client";
import { useRead } from "../api/queries";
import type { components } from "../api/schema";
import { Money } from "../figures/money";
import { day } from "../format/time";
import { useLabel, useText } from "../i18n/text";
import { Loaded } from "../page/loaded";

type Own = components["schemas"]["OwnDataView"];

/** What the bank itself knows of the applicant: its own rating and limit where it has brought them, and its own books. */
export function OwnCard({ application }: { application: string }) {
  const t = useText();
  const own = useRead<Own>(["own", application], () => answer(client.GET("/api/v1/applications/{id}/own", { params: { path: { id: application } } })));
  return (
    <Card title={t("own.title")} data-testid="own">
      <Loaded query={own}>{(told) => <Told told={told} />}</Loaded>
    </Card>
  );
}

function Told({ told: { as_of, figures, labels, customer } }: { told: Own }) {
  const t = useText();
  const label = useLabel();
  const value = (name: string) => {
    const figure = figures[name];
    if (figure === null || figure === undefined) return "—";
    if (typeof figure === "boolean") return label("flag", figure ? "1" : "0");
    return name.endsWith("_fen") ? <Money fen={figure} /> : <span className="figure">{figure}</span>;
  };
  return (
    <>
      {customer ? (
        <Descriptions
          column={{ xs: 1, sm: 2, lg: 4 }}
          size="small"
          items={[
            { key: "rating", label: t("tables.col.rating"), children: <>{customer.rating}{customer.watched && <Tag color="orange" style={{ marginInlineStart: 8 }}>{t("tables.col.watched")}</Tag>}</> },
            { key: "limit", label: t("own.limit"), children: customer.limit_fen === null ? "—" : <Money fen={customer.limit_fen} /> },
            { key: "as_of", label: t("tables.col.as_of"), children: <span className="figure">{day(customer.as_of)}</span> },
            { key: "note", label: t("tables.col.note"), children: customer.note || "—" },
          ]}
        />
      ) : (
        <p className="muted small">{t("own.none")}</p>
      )}
      <Descriptions
        column={{ xs: 1, sm: 2 }}
        size="small"
        title={<span className="small">{t("own.books", { day: as_of })}</span>}
        items={Object.keys(figures).map((name) => ({ key: name, label: labels[name] ?? name, children: value(name) }))}
      />
    </>
  );
}
