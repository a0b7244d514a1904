import { DeleteOutlined, FileAddOutlined } from "@ant-design/icons";
import { Button, Card, DatePicker, Flex, Select, Upload } from "antd";
import type { Dayjs } from "dayjs";

import type { Paper } from "../api/models";
import { useText } from "../i18n/text";

const KINDS = ["business_licence", "qualification", "resident_id"] as const;
const PAPERS_MAX = 10;

export type ChosenPaper = Paper & { file: string };

/** SHA-256 of a file as lower-case hex, made in the browser: the file goes nowhere. */
export async function digestOf(file: Blob): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", await file.arrayBuffer()));
  return Array.from(digest, (octet) => octet.toString(16).padStart(2, "0")).join("");
}

/** Papers that go with an application: kind, dates and the digest of the file. */
export function PapersField({ papers, onChange }: { papers: ChosenPaper[]; onChange: (papers: ChosenPaper[]) => void }) {
  const t = useText();
  const change = (at: number, part: Partial<ChosenPaper>) => onChange(papers.map((paper, place) => (place === at ? { ...paper, ...part } : paper)));
  const date = (chosen: Dayjs | null) => chosen?.format("YYYY-MM-DD") ?? null;
  return (
    <Card size="small" title={t("papers.title")} data-testid="papers">
      <Flex vertical gap={12}>
        <div className="muted small">{t("papers.what")}</div>
        {papers.map((paper, at) => (
          <Flex key={paper.digest} gap={8} wrap align="center">
            <span>{paper.file}</span>
            <Select
              aria-label={t("papers.title")}
              value={paper.kind}
              options={KINDS.map((kind) => ({ value: kind, label: t(`papers.kind.${kind}`) }))}
              onChange={(kind) => change(at, { kind })}
            />
            <DatePicker placeholder={t("papers.issued")} onChange={(chosen: Dayjs | null) => change(at, { issued_on: date(chosen) })} />
            <DatePicker className="paper-end" placeholder={t("papers.expires")} onChange={(chosen: Dayjs | null) => change(at, { expires_on: date(chosen) })} />
            <Button icon={<DeleteOutlined />} aria-label={t("papers.remove")} onClick={() => onChange(papers.filter((_, place) => place !== at))} />
          </Flex>
        ))}
        {papers.length < PAPERS_MAX && (
          <Upload
            showUploadList={false}
            beforeUpload={async (file: File) => {
              const digest = await digestOf(file);
              if (!papers.some((paper) => paper.digest === digest)) {
                onChange([...papers, { kind: "business_licence", digest, file: file.name, issued_on: null, expires_on: null }]);
              }
              return Upload.LIST_IGNORE;
            }}
          >
            <Button icon={<FileAddOutlined />}>{t("papers.add")}</Button>
          </Upload>
        )}
      </Flex>
    </Card>
  );
}
