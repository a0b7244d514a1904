import { useMutation, useQueryClient } from "@tanstack/react-query";
import { App, Modal } from "antd";

import { answer, client } from "../api/client";
import { useText } from "../i18n/text";
import { Problem } from "../page/problem";

/** Ends a computation at every party, after a second look. */
export function CancelDialog({ job, onClose }: { job: string; onClose: () => void }) {
  const t = useText();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const cancel = useMutation({
    mutationFn: () => answer(client.POST("/api/v1/computations/{id}/cancellation", { params: { path: { id: job } } })),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ["computations"] });
      message.success(t("cancel.done"));
      onClose();
    },
  });
  return (
    <Modal
      open
      title={t("cancel.title")}
      okText={t("computation.cancel")}
      okButtonProps={{ danger: true, loading: cancel.isPending }}
      cancelText={t("cancel.keep")}
      onOk={() => cancel.mutate()}
      onCancel={onClose}
    >
      <ul className="steps-text">
        <li>{t("cancel.all")}</li>
        <li>{t("cancel.nothing")}</li>
        <li>{t("cancel.counted")}</li>
      </ul>
      {cancel.isError && <Problem error={cancel.error} />}
    </Modal>
  );
}
