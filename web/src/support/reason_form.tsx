import { Button, Form, Input } from "antd";

import { useText } from "../i18n/text";
import { Problem } from "../page/problem";
import { useSupportChange } from "./queries";

/** A step that asks for a reason. */
export function ReasonForm({ act, onReason }: { act: string; onReason: (reason: string) => Promise<unknown> }) {
  const t = useText();
  const step = useSupportChange(({ reason }: { reason: string }) => onReason(reason));
  return (
    <>
      <Form layout="inline" style={{ rowGap: 8 }} onFinish={(given: { reason: string }) => step.mutate(given)}>
        <Form.Item name="reason" rules={[{ required: true, whitespace: true, message: t("guarantees.reason.needed") }]}>
          <Input placeholder={t("guarantees.reason")} aria-label={`${act}: ${t("guarantees.reason")}`} maxLength={500} style={{ width: "min(240px, 40vw)" }} />
        </Form.Item>
        <Button danger htmlType="submit" loading={step.isPending}>
          {act}
        </Button>
      </Form>
      {step.isError && <Problem error={step.error} />}
    </>
  );
}
