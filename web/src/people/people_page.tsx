import { UserAddOutlined } from "@ant-design/icons";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Card, Flex, Typography } from "antd";
import { useState } from "react";

import { answer, client } from "../api/client";
import type { Invited, PeopleChangeRequest } from "../api/models";
import { useSession } from "../api/queries";
import { useText } from "../i18n/text";
import { Loaded } from "../page/loaded";
import { Page } from "../page/page";
import { Problem } from "../page/problem";
import { InviteForm, type Invitation } from "./invite_form";
import { PendingTable } from "./pending_table";
import { usePeople } from "./queries";
import { ProgramsCard } from "./programs_card";
import { StaffTable } from "./staff_table";
import { TrailCard } from "./trail_card";

type Asked =
  | { do: "invite"; invitation: Invitation }
  | { do: "change"; id: string; change: PeopleChangeRequest }
  | { do: "confirm"; id: string }
  | { do: "refuse"; id: string };

function ask(asked: Asked): Promise<Invited | undefined> {
  switch (asked.do) {
    case "invite":
      return answer(client.POST("/api/v1/people", { body: asked.invitation }));
    case "change":
      return answer(client.POST("/api/v1/people/{id}/changes", { params: { path: { id: asked.id } }, body: asked.change }));
    case "confirm":
      return answer(client.POST("/api/v1/people/changes/{id}/confirmation", { params: { path: { id: asked.id } } }));
    case "refuse":
      return answer(client.DELETE("/api/v1/people/changes/{id}", { params: { path: { id: asked.id } } }));
  }
}

/** An institution's people: who they are, what they may, what waits for a second pair of eyes, what there was. */
export default function PeoplePage() {
  const t = useText();
  const people = usePeople();
  const queries = useQueryClient();
  const me = useSession().data?.person;
  const [inviting, setInviting] = useState(false);
  const change = useMutation({
    mutationFn: ask,
    onSuccess: async (_, asked) => {
      if (asked.do === "invite") setInviting(false);
      await Promise.all(["people", "people-trail"].map((key) => queries.invalidateQueries({ queryKey: [key] })));
    },
  });
  const mayChange = me?.role === "administrator";
  return (
    <Page
      title={t("people.title")}
      lead={t("people.lead")}
      action={
        mayChange && (
          <Button type="primary" icon={<UserAddOutlined />} onClick={() => setInviting(true)}>
            {t("people.invite")}
          </Button>
        )
      }
    >
      <Loaded query={people}>
        {(found) => (
          <Flex vertical gap={16}>
            {mayChange && found.administrators < 2 && <Alert type="warning" showIcon title={t("people.alone")} />}
            {change.isError && <Problem error={change.error} retry={() => change.variables && change.mutate(change.variables)} />}
            {change.isSuccess && change.data && <Outcome told={change.data} />}
            {inviting && <InviteForm people={found} busy={change.isPending} send={(invitation) => change.mutate({ do: "invite", invitation })} cancel={() => setInviting(false)} />}
            {(mayChange || found.pending.length > 0) && (
              <Card title={t("people.pending")}>
                <PendingTable
                  pending={found.pending}
                  me={mayChange ? me.id : null}
                  confirm={(id) => change.mutate({ do: "confirm", id })}
                  refuse={(id) => change.mutate({ do: "refuse", id })}
                />
              </Card>
            )}
            <Card>
              <StaffTable people={found} me={mayChange ? me.id : null} change={(id, asked) => change.mutate({ do: "change", id, change: asked })} />
            </Card>
            <ProgramsCard me={mayChange ? me.id : null} />
            <TrailCard />
          </Flex>
        )}
      </Loaded>
    </Page>
  );
}

function Outcome({ told }: { told: Invited }) {
  const t = useText();
  if (told.code) {
    return (
      <Alert
        type="success"
        showIcon
        title={t("people.code", { name: told.change.name })}
        description={
          <>
            <Typography.Text code data-testid="invitation-code">
              {told.code.replace(/(.{4})(?=.)/g, "$1-")}
            </Typography.Text>
            <div className="muted small">{t("people.code.help")}</div>
          </>
        }
      />
    );
  }
  return <Alert type={told.change.state === "waiting" ? "info" : "success"} showIcon title={t(told.change.state === "waiting" ? "people.waiting" : "people.done")} />;
}
