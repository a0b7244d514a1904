import { Card } from "antd";

import { moment } from "../format/time";
import { useLabel, useText } from "../i18n/text";
import { Loaded } from "../page/loaded";
import { RowTable } from "../page/row_table";
import { ReceiptLink } from "../receipts/receipt_link";
import { useTrail } from "./queries";

/** Every step of every change, newest first, with its entry on the ledger. */
export function TrailCard() {
  const t = useText();
  const label = useLabel();
  const trail = useTrail();
  return (
    <Card title={t("people.trail")} extra={<span className="muted small">{t("people.trail.lead")}</span>}>
      <Loaded query={trail}>
        {({ items }) => (
          <RowTable
            rows={items}
            rowKey={(one) => String(one.seq)}
            label={t("people.trail")}
            empty={t("people.trail.empty")}
            columns={[
              { key: "seq", title: "№", render: (one) => <span className="figure">{one.seq}</span> },
              { key: "at", title: t("people.at"), render: (one) => <span className="figure">{moment(one.at)}</span> },
              { key: "what", title: t("people.step"), render: (one) => `${label("change", one.action)} · ${label("trail", one.what)}` },
              { key: "name", title: t("people.name"), render: (one) => `${one.name} (${one.login})` },
              { key: "role", title: t("people.role"), render: (one) => label("person", one.role) },
              { key: "by", title: t("people.by"), render: (one) => one.by_name ?? t("people.operator") },
              { key: "second", title: t("people.second"), render: (one) => one.second_name ?? "—" },
              { key: "entry", title: "", render: (one) => <ReceiptLink entry={one.entry} /> },
            ]}
          />
        )}
      </Loaded>
    </Card>
  );
}
