import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, App, Button, Card, Checkbox, Flex, Form, Input } from "antd";
import { useState } from "react";

import { answer, client } from "../api/client";
import type { Wishes } from "../api/models";
import { useLabel, useText } from "../i18n/text";
import { Loaded } from "../page/loaded";
import { Problem } from "../page/problem";
import { RowTable } from "../page/row_table";
import { useWishes } from "../people/queries";

type Medium = "email" | "sms";

/** By which ways one is told which news outside the house. */
export function WishesCard() {
  const t = useText();
  const wishes = useWishes();
  return (
    <Card title={t("wishes.title")}>
      <Loaded query={wishes}>
        {(found) => (found.media.length === 0 ? <Alert type="info" showIcon title={t("wishes.none")} /> : <WishesForm key={JSON.stringify(found.addresses)} wishes={found} />)}
      </Loaded>
    </Card>
  );
}

function WishesForm({ wishes }: { wishes: Wishes }) {
  const t = useText();
  const label = useLabel();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const media = wishes.media as Medium[];
  const [addresses, setAddresses] = useState<Partial<Record<Medium, string>>>(wishes.addresses);
  const [kinds, setKinds] = useState(wishes.kinds);
  const save = useMutation({
    mutationFn: () =>
      answer(
        client.PUT("/api/v1/notifications/wishes", {
          body: {
            addresses: Object.fromEntries(media.map((medium) => [medium, addresses[medium] ?? ""])),
            kinds: kinds.map(({ kind, media: by }) => ({ kind: kind as never, media: by as Medium[] })),
          },
        }),
      ),
    onSuccess: async () => {
      message.success(t("wishes.saved"));
      await queries.invalidateQueries({ queryKey: ["wishes"] });
    },
  });
  const turn = (kind: string, medium: Medium, on: boolean) =>
    setKinds(kinds.map((one) => (one.kind === kind ? { ...one, media: on ? [...one.media, medium] : one.media.filter((by) => by !== medium) } : one)));
  return (
    <Flex vertical gap={12}>
      <div className="muted">{t("wishes.lead")}</div>
      <Form layout="vertical">
        <Flex gap={16} wrap>
          {media.map((medium) => (
            <Form.Item key={medium} label={t(`wishes.address.${medium}`)} htmlFor={`address-${medium}`}>
              <Input
                id={`address-${medium}`}
                type={medium === "email" ? "email" : "tel"}
                maxLength={254}
                value={addresses[medium] ?? ""}
                onChange={(event) => setAddresses({ ...addresses, [medium]: event.target.value.trim() })}
              />
            </Form.Item>
          ))}
        </Flex>
      </Form>
      <RowTable
        rows={kinds}
        rowKey="kind"
        label={t("wishes.title")}
        columns={[
          { key: "kind", title: t("wishes.kind"), render: (one) => one.text },
          ...media.map((medium) => ({
            key: medium,
            title: label("medium", medium),
            render: (one: Wishes["kinds"][number]) => (
              <Checkbox
                aria-label={`${one.text} · ${label("medium", medium)}`}
                checked={one.media.includes(medium)}
                onChange={(event) => turn(one.kind, medium, event.target.checked)}
              />
            ),
          })),
        ]}
      />
      {save.isError && <Problem error={save.error} />}
      <Button type="primary" loading={save.isPending} onClick={() => save.mutate()}>
        {t("wishes.save")}
      </Button>
    </Flex>
  );
}
