import { FilePdfOutlined } from "@ant-design/icons";
import { useMutation } from "@tanstack/react-query";
import { App, Button } from "antd";

import { answer, client } from "../api/client";
import { ApiError } from "../api/errors";
import { useText } from "../i18n/text";

/** The same portrait as a report, in the reader's language: an applicant's, or the owner's own. */
export function PortraitPdf({ application }: { application?: string | undefined }) {
  const t = useText();
  const { notification } = App.useApp();
  const print = useMutation({
    mutationFn: () => (application ? ofApplication(application) : own()),
    onSuccess: save,
    onError: (error) =>
      notification.error({ title: t("portrait.pdf.failed"), description: error instanceof ApiError ? error.message : undefined }),
  });
  return (
    <Button size="small" icon={<FilePdfOutlined />} loading={print.isPending} onClick={() => print.mutate()}>
      {t("portrait.pdf")}
    </Button>
  );
}

const own = (): Promise<Blob> => answer<unknown>(client.GET("/api/v1/enterprise/portrait.pdf", { parseAs: "blob" })) as Promise<Blob>;

const ofApplication = (id: string): Promise<Blob> =>
  answer<unknown>(client.GET("/api/v1/applications/{id}/portrait.pdf", { params: { path: { id } }, parseAs: "blob" })) as Promise<Blob>;

function save(pdf: Blob): void {
  const address = URL.createObjectURL(pdf);
  const link = document.createElement("a");
  link.href = address;
  link.download = "portrait.pdf";
  link.click();
  URL.revokeObjectURL(address);
}
