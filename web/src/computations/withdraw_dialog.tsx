import { useMutation, useQueryClient } from "@tanstack/react-query";
import { App, Modal, Typography } from "antd";

import { answer, client } from "../api/client";
import type { Mandate } from "../api/models";
import { useText } from "../i18n/text";
import { Problem } from "../page/problem";

/** Takes a mandate of ours back, after a second look. */
export function WithdrawDialog({ mandate, onClose }: { mandate: Mandate; onClose: () => void }) {
  const t = useText();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const withdraw = useMutation({
    mutationFn: () => answer(client.POST("/api/v1/mandates/{id}/withdrawal", { params: { path: { id: mandate.mandate } } })),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ["mandates"] });
      message.success(t("withdraw.done"));
      onClose();
    },
  });
  return (
    <Modal
      open
      title={t("withdraw.title")}
      okText={t("mandates.withdraw")}
      okButtonProps={{ danger: true, loading: withdraw.isPending }}
      onOk={() => withdraw.mutate()}
      onCancel={onClose}
    >
      <Typography.Paragraph>{t("withdraw.who", { receiver: mandate.receiver_name, dataset: mandate.dataset_name })}</Typography.Paragraph>
      <ul className="steps-text">
        <li>{t("withdraw.next")}</li>
        <li>{t("withdraw.past")}</li>
        <li>{t("withdraw.again")}</li>
      </ul>
      {withdraw.isError && <Problem error={withdraw.error} />}
    </Modal>
  );
}
