import { CheckCircleFilled, CloseCircleFilled, DownloadOutlined, LinkOutlined } from "@ant-design/icons";
import { Button, Descriptions, Flex, Result, Tag, Typography } from "antd";
import { Link } from "react-router";

import { useVerification } from "../api/queries";
import type { Verification } from "../api/models";
import { moment } from "../format/time";
import { useLabel, useText } from "../i18n/text";
import { Loaded } from "../page/loaded";

/** The proof of one entry: each step of the check with its tick, who wrote it, who cosigned, and the file to keep. */
export function ReceiptView({ entry }: { entry: string }) {
  const query = useVerification(entry);
  return <Loaded query={query}>{(verification) => <Verified verification={verification} />}</Loaded>;
}

function Verified({ verification }: { verification: Verification }) {
  const t = useText();
  const label = useLabel();
  const sound = verification.steps.length > 0 && verification.steps.every((step) => step.ok);
  const action = `${verification.contract}.${verification.action}`;
  const what = verification.kind ? label("kind", verification.kind) : label("action", action);
  return (
    <div data-testid="receipt" data-verified={sound}>
      <Result
        className="receipt-result"
        status={sound ? "success" : "error"}
        title={sound ? t("receipt.verified") : t("receipt.refused")}
        subTitle={sound ? t("receipt.verified.help") : t("receipt.refused.help")}
      />
      <Descriptions
        column={1}
        size="small"
        bordered
        items={[
          { key: "what", label: t("receipt.what"), children: <><span data-testid="receipt-step">{what}</span> <span className="muted small">{verification.kind ?? action}</span></> },
          ...(verification.stream ? [{ key: "stream", label: t("receipt.stream"), children: <code className="break">{verification.stream}</code> }] : []),
          { key: "issuer", label: t("receipt.issuer"), children: verification.issuer_name },
          { key: "at", label: t("receipt.at"), children: moment(verification.at, true) },
          { key: "index", label: t("receipt.index"), children: <span className="figure">{`${verification.index} / ${verification.log.size}`}</span> },
          { key: "log", label: t("receipt.log"), children: verification.log.origin },
          {
            key: "cosigned",
            label: t("receipt.cosigned"),
            children: (
              <Flex vertical gap={6}>
                <span>{t("receipt.quorum", { count: verification.cosigned_by.length, quorum: verification.quorum })}</span>
                <Flex gap={4} wrap>
                  {verification.cosigned_by.map((witness) => (
                    <Tag key={witness.org}>{witness.name}</Tag>
                  ))}
                </Flex>
              </Flex>
            ),
          },
        ]}
      />
      <Typography.Title level={3} className="section-title">
        {t("receipt.steps")}
      </Typography.Title>
      <ol className="check-list">
        {verification.steps.map((step) => (
          <li key={step.number} className={step.ok ? "check-ok" : "check-bad"}>
            <span className="check-number">{step.number}</span>
            <span className="check-text">{step.text}</span>
            {step.ok ? <CheckCircleFilled aria-label={t("receipt.step.ok")} /> : <CloseCircleFilled aria-label={t("receipt.step.bad")} />}
          </li>
        ))}
      </ol>
      <Flex gap={8} wrap className="receipt-actions">
        <Button type="primary" icon={<DownloadOutlined />} href={`/api/v1/receipts/${verification.entry}`} download={`${verification.entry.slice(0, 16)}.receipt`}>
          {t("receipt.download")}
        </Button>
        <Button href="/api/v1/trust" download="trust.json">
          {t("receipt.trust")}
        </Button>
        <Link to={`/receipts/${verification.entry}`}>
          <LinkOutlined /> {t("receipt.page")}
        </Link>
      </Flex>
      <div className="muted small">
        {t("receipt.offline")} <code>puhui receipt verify FILE --trust trust.json</code>
      </div>
      <div className="muted small break">
        {t("receipt.entry")} <code>{verification.entry}</code>
      </div>
    </div>
  );
}
