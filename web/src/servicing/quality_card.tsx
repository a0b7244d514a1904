import { Card, Flex, Tag } from "antd";

import { useLabel, useText } from "../i18n/text";
import { Loaded } from "../page/loaded";
import { useQuality } from "./queries";

const COLORS: Record<string, string> = { normal: "green", special_mention: "gold", substandard: "orange", doubtful: "volcano", loss: "red" };

/** The loan's class in five, with every cause of it. The bank's own. */
export function QualityCard({ loan }: { loan: string }) {
  const t = useText();
  const label = useLabel();
  const quality = useQuality(loan, true);
  return (
    <Card title={t("quality.title")} data-testid="quality">
      <Loaded query={quality}>
        {(found) => (
          <Flex vertical gap={8}>
            <div>
              <Tag color={COLORS[found.loan_class]}>{found.label}</Tag> <span className="muted small">{found.on}</span>
            </div>
            {found.causes.map((cause) => (
              <div key={cause.code}>
                <span className="muted">{label("quality", cause.code)}</span> · {cause.text}
              </div>
            ))}
          </Flex>
        )}
      </Loaded>
    </Card>
  );
}
