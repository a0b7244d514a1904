import { Flex, Form, InputNumber, Segmented } from "antd";
import { useState } from "react";

import { fenFromWan, wanFromFen } from "../format/money";
import { useText } from "../i18n/text";

/** Of a revolving line: all of it is paid out first, or as much as the enterprise needs now. */
export function FirstDrawing({ limit, chosen, onChoose }: { limit: number; chosen: number | null; onChoose: (fen: number | null) => void }) {
  const t = useText();
  const [part, setPart] = useState(chosen !== null);
  const [wan, setWan] = useState<number | null>(chosen === null ? null : wanFromFen(chosen));
  const fen = fenFromWan(wan);
  const wrong = part && wan !== null && (fen === null || fen <= 0 || fen > limit);
  const settle = () => {
    if (fen !== null && fen > 0 && fen <= limit) onChoose(fen);
  };
  return (
    <Form layout="vertical" data-testid="first-drawing">
      <Form.Item label={t("line.first")} extra={t("line.first.help")} {...(wrong && { validateStatus: "error" as const, help: t("line.first.most", { wan: wanFromFen(limit) }) })}>
        <Flex gap={12} wrap align="center" style={{ marginBottom: 8 }}>
          <Segmented<"all" | "part">
            aria-label={t("line.first")}
            value={part ? "part" : "all"}
            onChange={(way) => {
              setPart(way === "part");
              if (way === "all") onChoose(null);
              else settle();
            }}
            options={[
              { value: "all", label: t("line.first.all") },
              { value: "part", label: t("line.first.part") },
            ]}
          />
          {part && (
            <InputNumber
              aria-label={t("line.first.amount")}
              min={0}
              max={wanFromFen(limit)}
              precision={6}
              formatter={(value) => String(value ?? "").replace(/\.?0+$/, (zeros) => (zeros.startsWith(".") ? "" : zeros))}
              suffix={t("unit.wan")}
              value={wan}
              onChange={setWan}
              onBlur={settle}
              onPressEnter={settle}
              style={{ width: 180 }}
            />
          )}
        </Flex>
      </Form.Item>
    </Form>
  );
}
