import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button, Form, Input } from "antd";

import { answer, client } from "../api/client";
import { useText } from "../i18n/text";
import { Problem } from "../page/problem";

type Stated = { representative: string; id_number?: string };

/** What the representative stated in person, compared at the registry: three factors, or four with the ID number. */
export function StatedForm({ application }: { application: string }) {
  const t = useText();
  const queries = useQueryClient();
  const [form] = Form.useForm<Stated>();
  const compare = useMutation({
    mutationFn: ({ representative, id_number }: Stated) =>
      answer(
        client.POST("/api/v1/applications/{id}/checks/registry", {
          params: { path: { id: application } },
          body: { representative, id_number: id_number ?? "" },
        }),
      ),
    onSuccess: async () => {
      form.resetFields();
      await queries.invalidateQueries({ queryKey: ["applications", application] });
    },
  });
  return (
    <Form<Stated> form={form} layout="vertical" requiredMark={false} autoComplete="off" onFinish={(stated) => compare.mutate(stated)}>
      <p className="muted">{t("checks.state.what")}</p>
      <Form.Item name="representative" label={t("checks.representative")} rules={[{ required: true, whitespace: true, message: t("checks.representative.needed") }]}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="id_number" label={t("checks.id")}>
        <Input maxLength={18} />
      </Form.Item>
      {compare.isError && <Problem error={compare.error} />}
      <Button htmlType="submit" loading={compare.isPending}>
        {t("checks.compare")}
      </Button>
    </Form>
  );
}
