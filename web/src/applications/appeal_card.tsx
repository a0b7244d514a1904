import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Card, Flex, Input, Modal } from "antd";
import { useState } from "react";

import { answer, client } from "../api/client";
import type { Application } from "../api/models";
import { day } from "../format/time";
import { useText } from "../i18n/text";
import { Problem } from "../page/problem";
import { AppealWords } from "./appeal_words";

const GROUNDS_MAX = 1000;

/** A refusal is not the last word: the enterprise may have another person at the bank look again, once. */
export function AppealCard({ application }: { application: Application }) {
  const t = useText();
  const { appeal, appeal_until: until } = application;
  if (appeal) {
    return (
      <Card title={t("appeal.title")} data-testid="appeal">
        <Flex vertical gap={12}>
          <AppealWords appeal={appeal} />
          {appeal.outcome === "upheld" && <Alert type="info" showIcon title={t("appeal.further")} description={t("appeal.further.help")} />}
        </Flex>
      </Card>
    );
  }
  return until ? (
    <Alert type="warning" showIcon title={t("appeal.may")} description={t("appeal.may.help", { day: day(until) })} action={<Ask application={application.id} />} />
  ) : null;
}

function Ask({ application }: { application: string }) {
  const t = useText();
  const queries = useQueryClient();
  const [open, setOpen] = useState(false);
  const [grounds, setGrounds] = useState("");
  const ask = useMutation({
    mutationFn: () => answer(client.POST("/api/v1/applications/{id}/appeal", { params: { path: { id: application } }, body: { grounds: grounds.trim() } })),
    onSuccess: () => {
      setOpen(false);
      return queries.invalidateQueries();
    },
  });
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        {t("appeal.act")}
      </Button>
      <Modal
        open={open}
        title={t("appeal.act")}
        okText={t("appeal.send")}
        cancelText={t("appeal.cancel")}
        okButtonProps={{ disabled: grounds.trim() === "", loading: ask.isPending }}
        onOk={() => ask.mutate()}
        onCancel={() => setOpen(false)}
      >
        <Flex vertical gap={12}>
          <span>{t("appeal.help")}</span>
          <label htmlFor="appeal-grounds">{t("appeal.grounds")}</label>
          <Input.TextArea id="appeal-grounds" rows={4} maxLength={GROUNDS_MAX} showCount value={grounds} onChange={(event) => setGrounds(event.target.value)} />
          {ask.isError && <Problem error={ask.error} />}
        </Flex>
      </Modal>
    </>
  );
}
