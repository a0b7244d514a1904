import { UploadOutlined } from "@ant-design/icons";
import { Button, Upload } from "antd";

/** A button that takes one file from the person's device, and hands it on as it is. */
export function OneFile({ label, accept, busy, primary = true, onFile }: { label: string; accept: string; busy: boolean; primary?: boolean; onFile: (file: File) => void }) {
  return (
    <Upload
      accept={accept}
      showUploadList={false}
      beforeUpload={(chosen) => {
        onFile(chosen);
        return false;
      }}
    >
      <Button type={primary ? "primary" : "default"} icon={<UploadOutlined />} loading={busy}>
        {label}
      </Button>
    </Upload>
  );
}
