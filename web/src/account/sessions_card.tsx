import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button, Card, Tag } from "antd";

import { answer, client } from "../api/client";
import { moment } from "../format/time";
import { useText } from "../i18n/text";
import { Loaded } from "../page/loaded";
import { Problem } from "../page/problem";
import { RowTable } from "../page/row_table";
import { useSessions } from "../people/queries";

/** Where one is signed in; what is not one's own any more is ended here. */
export function SessionsCard() {
  const t = useText();
  const sessions = useSessions();
  const queries = useQueryClient();
  const end = useMutation({
    mutationFn: (id: string) => answer(client.DELETE("/api/v1/sessions/{id}", { params: { path: { id } } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["sessions"] }),
  });
  return (
    <Card title={t("sessions.title")}>
      {end.isError && <Problem error={end.error} />}
      <Loaded query={sessions}>
        {({ items }) => (
          <RowTable
            rows={items}
            rowKey="id"
            label={t("sessions.title")}
            columns={[
              { key: "device", title: t("sessions.device"), render: (one) => <span className="device">{one.device || "—"}</span> },
              { key: "begun", title: t("sessions.begun"), render: (one) => <span className="figure">{moment(one.begun_at)}</span> },
              { key: "seen", title: t("sessions.seen"), render: (one) => <span className="figure">{moment(one.seen_at)}</span> },
              {
                key: "end",
                title: t("sessions.end"),
                render: (one) =>
                  one.here ? (
                    <Tag color="blue">{t("sessions.here")}</Tag>
                  ) : (
                    <Button size="small" danger onClick={() => end.mutate(one.id)}>
                      {t("sessions.end")}
                    </Button>
                  ),
              },
            ]}
          />
        )}
      </Loaded>
    </Card>
  );
}
