import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Card, Flex, Input } from "antd";
import { useState } from "react";

import { answer, client } from "../api/client";
import type { Thread } from "../api/models";
import { moment } from "../format/time";
import { useText } from "../i18n/text";
import { Loaded } from "../page/loaded";
import { Problem } from "../page/problem";

const NEWS_MS = 4_000;

/** What the enterprise and its bank have written to each other about one application. */
export function ThreadCard({ application, side }: { application: string; side: "enterprise" | "bank" }) {
  const t = useText();
  const queries = useQueryClient();
  const key = ["applications", application, "messages"];
  const path = { params: { path: { id: application } } };
  const thread = useQuery({
    queryKey: key,
    queryFn: () => answer(client.GET("/api/v1/applications/{id}/messages", path)),
    refetchInterval: NEWS_MS,
  });
  const [text, setText] = useState("");
  // One number for what stands in the field: pressed twice, or sent again after an error, it is one message.
  const [request, setRequest] = useState(fresh);
  const send = useMutation({
    mutationFn: () => answer(client.POST("/api/v1/applications/{id}/messages", { ...path, body: { text: text.trim(), request } })),
    onSuccess: async () => {
      setText("");
      setRequest(fresh());
      await queries.invalidateQueries({ queryKey: key });
    },
  });
  const banker = thread.data?.banker;
  return (
    <Card title={t("messages.title")} extra={side === "enterprise" && banker ? <span className="muted">{t("messages.banker", { name: banker })}</span> : undefined}>
      <Flex vertical gap={12}>
        <Loaded query={thread}>{({ items }) => (items.length ? <Said items={items} /> : <div className="muted">{t(`messages.empty.${side}`)}</div>)}</Loaded>
        {send.isError && <Problem error={send.error} retry={() => send.mutate()} />}
        <Input.TextArea
          aria-label={t("messages.write")}
          placeholder={t("messages.write")}
          autoSize={{ minRows: 2, maxRows: 8 }}
          maxLength={2000}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <div>
          <Button type="primary" disabled={!text.trim()} loading={send.isPending} onClick={() => send.mutate()}>
            {t("messages.send")}
          </Button>
        </div>
      </Flex>
    </Card>
  );
}

function Said({ items }: { items: Thread["items"] }) {
  return (
    <ol className="thread">
      {items.map((one) => (
        <li key={one.id} className={one.ours ? "thread-ours" : "thread-theirs"}>
          <div className="thread-text">{one.text}</div>
          <div className="muted small">
            {one.name} · <span className="figure">{moment(one.at)}</span>
          </div>
        </li>
      ))}
    </ol>
  );
}

const fresh = (): string => crypto.randomUUID();
