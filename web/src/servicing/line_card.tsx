import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button, Card, Flex, InputNumber, Popconfirm, Statistic } from "antd";
import { useState } from "react";

import { answer, client } from "../api/client";
import type { Loan } from "../api/models";
import { exactYuan } from "../format/money";
import { useText } from "../i18n/text";
import { Loaded } from "../page/loaded";
import { Problem } from "../page/problem";
import { MAY_BE_STALE } from "../page/stale_page";
import { useQuote, type Quote } from "./queries";

/** A revolving line: what may be drawn of it, and its end once nothing is owed. */
export function LineCard({ loan }: { loan: Loan }) {
  const t = useText();
  const quote = useQuote(loan.id, null);
  return (
    <Card title={t("line.title")} data-testid="line">
      <Loaded query={quote}>{(now) => <Line loan={loan} quote={now} />}</Loaded>
    </Card>
  );
}

function Line({ loan, quote }: { loan: Loan; quote: Quote }) {
  const t = useText();
  const queries = useQueryClient();
  const [yuan, setYuan] = useState<number | null>(null);
  const path = { id: loan.id };
  const { available_fen: available, outstanding_fen: outstanding, request } = quote;
  const draw = useMutation({
    meta: MAY_BE_STALE,
    mutationFn: (fen: number) => answer(client.POST("/api/v1/loans/{id}/drawings", { params: { path }, body: { amount_fen: fen, request } })),
    onSuccess: () => queries.invalidateQueries(),
  });
  const close = useMutation({
    meta: MAY_BE_STALE,
    mutationFn: () => answer(client.POST("/api/v1/loans/{id}/closing", { params: { path } })),
    onSuccess: () => queries.invalidateQueries(),
  });
  return (
    <Flex vertical gap={12}>
      <div className="muted">{t("line.lead", { limit: exactYuan(loan.principal_fen), used: exactYuan(outstanding) })}</div>
      <Statistic title={t("line.available")} value={exactYuan(available)} />
      <Flex gap={12} wrap>
        <InputNumber aria-label={t("line.amount")} min={0.01} max={available / 100} precision={2} suffix={t("pay.yuan")} value={yuan} onChange={setYuan} style={{ width: 200 }} />
        <Button type="primary" disabled={!yuan} loading={draw.isPending} onClick={() => yuan && draw.mutate(Math.round(yuan * 100))}>
          {t("line.draw")}
        </Button>
        {outstanding === 0 && (
          <Popconfirm title={t("line.close.confirm")} onConfirm={() => close.mutate()}>
            <Button loading={close.isPending}>{t("line.close")}</Button>
          </Popconfirm>
        )}
      </Flex>
      {draw.isError && <Problem error={draw.error} />}
      {close.isError && <Problem error={close.error} />}
    </Flex>
  );
}
