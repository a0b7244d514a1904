import { useMutation, useQueryClient } from "@tanstack/react-query";
import { App, Button, Card, Form, Select } from "antd";
import { useState } from "react";
import { useNavigate } from "react-router";

import { answer, client } from "../api/client";
import { useText } from "../i18n/text";
import { Loaded } from "../page/loaded";
import { Page } from "../page/page";
import { Problem } from "../page/problem";
import { FileInput, type TextFile } from "./file_input";
import { MODELS, useModels } from "./queries";

/** A developer brings a model: its file as training wrote it, and the report on it. */
export default function RegisterPage() {
  const t = useText();
  const models = useModels();
  const go = useNavigate();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const [use, setUse] = useState("small_micro");
  const [file, setFile] = useState<TextFile | null>(null);
  const [report, setReport] = useState<TextFile | null>(null);
  const register = useMutation({
    mutationFn: () => answer(client.POST("/api/v1/models", { body: { use, file: file?.text ?? "", report: report?.text ?? "" } })),
    onSuccess: async (made) => {
      await queries.invalidateQueries({ queryKey: [MODELS] });
      message.success(t("register.done"));
      await go(`/models/${made.digest}`);
    },
  });
  return (
    <Page title={t("register.title")} lead={t("register.lead")}>
      <Loaded query={models}>
        {(all) => (
          <Card>
            <Form layout="vertical" onFinish={() => register.mutate()}>
              <Form.Item label={t("register.use")} htmlFor="use">
                <Select id="use" value={use} onChange={setUse} options={all.uses.map(({ code, label }) => ({ value: code, label }))} />
              </Form.Item>
              <FileInput label={t("register.file")} accept=".json,application/json" file={file} onChange={setFile} />
              <FileInput label={t("register.report")} accept=".html,text/html" file={report} onChange={setReport} />
              {register.isError && <Problem error={register.error} />}
              <Button type="primary" size="large" htmlType="submit" disabled={!file} loading={register.isPending}>
                {t("register.act")}
              </Button>
            </Form>
          </Card>
        )}
      </Loaded>
    </Page>
  );
}
