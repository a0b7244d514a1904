import { UploadOutlined } from "@ant-design/icons";
import { Button, Flex, Form, Upload } from "antd";

import { useText } from "../i18n/text";

export type TextFile = { name: string; text: string };

/** One file, read as text in the browser; it is sent with the form, not by itself. */
export function FileInput({ label, accept, file, onChange }: { label: string; accept: string; file: TextFile | null; onChange: (file: TextFile) => void }) {
  const t = useText();
  return (
    <Form.Item label={label} className="tight">
      <Flex gap={12} align="center" wrap>
        <Upload
          accept={accept}
          showUploadList={false}
          beforeUpload={(chosen) => {
            void chosen.text().then((text) => onChange({ name: chosen.name, text }));
            return false;
          }}
        >
          <Button icon={<UploadOutlined />}>{t("register.choose")}</Button>
        </Upload>
        {file && <span>{file.name}</span>}
      </Flex>
    </Form.Item>
  );
}
