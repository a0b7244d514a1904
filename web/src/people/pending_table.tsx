import { Button, Flex } from "antd";

import type { PeopleChange } from "../api/models";
import { moment } from "../format/time";
import { useLabel, useText } from "../i18n/text";
import { RowTable } from "../page/row_table";

/** What waits for somebody. `me` is the administrator who looks, null for those who only look. */
export function PendingTable({ pending, me, confirm, refuse }: { pending: PeopleChange[]; me: string | null; confirm: (id: string) => void; refuse: (id: string) => void }) {
  const t = useText();
  const label = useLabel();
  return (
    <RowTable
      rows={pending}
      rowKey="id"
      label={t("people.pending")}
      empty={t("people.pending.none")}
      columns={[
        { key: "what", title: t("people.step"), render: (one) => label("change", one.action) },
        { key: "name", title: t("people.name"), render: (one) => `${one.name} (${one.login})` },
        { key: "role", title: t("people.role"), render: (one) => label("person", one.role) },
        { key: "state", title: t("people.state"), render: (one) => label("changestate", one.state) },
        { key: "by", title: t("people.by"), render: (one) => one.by_name ?? t("people.operator") },
        { key: "until", title: t("people.until"), render: (one) => <span className="figure">{moment(one.expires_at)}</span> },
        {
          key: "do",
          title: "",
          render: (one) =>
            me && (
              <Flex gap={8}>
                {one.state === "waiting" && one.by !== me && one.person !== me && (
                  <Button size="small" type="primary" onClick={() => confirm(one.id)}>
                    {t("people.confirm")}
                  </Button>
                )}
                <Button size="small" onClick={() => refuse(one.id)}>
                  {t("people.refuse")}
                </Button>
              </Flex>
            ),
        },
      ]}
    />
  );
}
