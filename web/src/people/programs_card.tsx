import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Card, Flex, Popconfirm, Tag, Typography } from "antd";
import { useState } from "react";

import { answer, client } from "../api/client";
import type { IssuedToken, Token, TokenRequest } from "../api/models";
import { day, moment } from "../format/time";
import { useLabel, useText } from "../i18n/text";
import { Loaded } from "../page/loaded";
import { Problem } from "../page/problem";
import { RowTable } from "../page/row_table";
import { useTokens } from "./queries";
import { TokenForm } from "./token_form";

type Asked = { do: "issue"; token: TokenRequest } | { do: "confirm"; id: string } | { do: "revoke"; id: string };

function ask(asked: Asked): Promise<IssuedToken | undefined> {
  switch (asked.do) {
    case "issue":
      return answer(client.POST("/api/v1/tokens", { body: asked.token }));
    case "confirm":
      return answer(client.POST("/api/v1/tokens/{id}/confirmation", { params: { path: { id: asked.id } } }));
    case "revoke":
      return answer(client.DELETE("/api/v1/tokens/{id}", { params: { path: { id: asked.id } } }));
  }
}

const COLOR: Record<Token["state"], string> = { waiting: "gold", live: "green", revoked: "default", expired: "default" };

/** The programs that are let in. `me` is the administrator who looks, null for those who only look. */
export function ProgramsCard({ me }: { me: string | null }) {
  const t = useText();
  const label = useLabel();
  const tokens = useTokens();
  const queries = useQueryClient();
  const [issuing, setIssuing] = useState(false);
  const change = useMutation({
    mutationFn: ask,
    onSuccess: async (_, asked) => {
      if (asked.do === "issue") setIssuing(false);
      await Promise.all(["tokens", "people-trail"].map((key) => queries.invalidateQueries({ queryKey: [key] })));
    },
  });
  return (
    <Card title={t("programs.title")} extra={me && !issuing && <Button onClick={() => setIssuing(true)}>{t("programs.issue")}</Button>}>
      <Loaded query={tokens}>
        {(found) => (
          <Flex vertical gap={16}>
            <span className="muted small">{t("programs.lead")}</span>
            {change.isError && <Problem error={change.error} retry={() => change.variables && change.mutate(change.variables)} />}
            {change.data && <Outcome told={change.data} />}
            {issuing && <TokenForm tokens={found} busy={change.isPending} send={(token) => change.mutate({ do: "issue", token })} cancel={() => setIssuing(false)} />}
            <RowTable
              rows={found.items}
              rowKey="id"
              label={t("programs.title")}
              empty={t("programs.empty")}
              columns={[
                { key: "name", title: t("programs.name"), render: (one) => <code>{one.name}</code> },
                { key: "role", title: t("people.role"), render: (one) => label("person", one.role) },
                { key: "state", title: t("people.state"), render: (one) => <Tag color={COLOR[one.state]}>{label("tokenstate", one.state)}</Tag> },
                { key: "by", title: t("people.by"), render: (one) => [one.by_name, one.second_name].filter(Boolean).join(" · ") },
                { key: "expires", title: t("programs.expires"), render: (one) => <span className="figure">{day(one.expires_at)}</span> },
                { key: "used", title: t("programs.used"), render: (one) => <span className="figure">{one.used_at ? moment(one.used_at) : t("programs.never")}</span> },
                { key: "do", title: "", render: (one) => me && <Steps one={one} me={me} ask={change.mutate} /> },
              ]}
            />
          </Flex>
        )}
      </Loaded>
    </Card>
  );
}

function Steps({ one, me, ask }: { one: Token; me: string; ask: (asked: Asked) => void }) {
  const t = useText();
  if (one.state !== "waiting" && one.state !== "live") return null;
  return (
    <Flex gap={8} wrap>
      {one.state === "waiting" && one.by !== me && (
        <Button size="small" type="primary" onClick={() => ask({ do: "confirm", id: one.id })}>
          {t("people.confirm")}
        </Button>
      )}
      {one.state === "waiting" && one.by === me && <span className="muted small">{t("programs.another")}</span>}
      <Popconfirm title={t(one.state === "waiting" ? "programs.reject.sure" : "programs.sure")} onConfirm={() => ask({ do: "revoke", id: one.id })}>
        <Button size="small" danger>
          {t(one.state === "waiting" ? (one.by === me ? "programs.takeback" : "programs.reject") : "programs.revoke")}
        </Button>
      </Popconfirm>
    </Flex>
  );
}

function Outcome({ told }: { told: IssuedToken }) {
  const t = useText();
  if (!told.secret) return <Alert type="info" showIcon title={t("programs.waiting")} />;
  return (
    <Alert
      type="success"
      showIcon
      title={t("programs.secret", { name: told.token.name })}
      description={
        <>
          <Typography.Text code copyable data-testid="token-secret">
            {told.secret}
          </Typography.Text>
          <div className="muted small">{t("programs.secret.help")}</div>
        </>
      }
    />
  );
}
