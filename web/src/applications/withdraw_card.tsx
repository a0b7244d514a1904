import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button, Flex, Input, Modal } from "antd";
import { useState } from "react";

import { answer, client } from "../api/client";
import { useText } from "../i18n/text";
import { Problem } from "../page/problem";

const REASON_MAX = 300;

/** The way back: an application is its enterprise's until the contract is signed. */
export function Withdraw({ application }: { application: string }) {
  const t = useText();
  const queries = useQueryClient();
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState("");
  const withdraw = useMutation({
    mutationFn: () =>
      answer(client.POST("/api/v1/applications/{id}/withdrawal", { params: { path: { id: application } }, body: { reason: reason.trim() } })),
    onSuccess: () => {
      setOpen(false);
      return queries.invalidateQueries();
    },
  });
  return (
    <>
      <Button style={{ alignSelf: "flex-start" }} onClick={() => setOpen(true)}>
        {t("application.withdraw")}
      </Button>
      <Modal
        open={open}
        title={t("application.withdraw")}
        okText={t("application.withdraw.confirm")}
        cancelText={t("application.withdraw.keep")}
        okButtonProps={{ danger: true, disabled: reason.trim() === "", loading: withdraw.isPending }}
        onOk={() => withdraw.mutate()}
        onCancel={() => setOpen(false)}
      >
        <Flex vertical gap={12}>
          <span>{t("application.withdraw.help")}</span>
          <label htmlFor="withdraw-reason">{t("application.withdraw.reason")}</label>
          <Input.TextArea id="withdraw-reason" rows={2} maxLength={REASON_MAX} value={reason} onChange={(event) => setReason(event.target.value)} />
          {withdraw.isError && <Problem error={withdraw.error} />}
        </Flex>
      </Modal>
    </>
  );
}
