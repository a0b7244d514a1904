import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, App, Button, Card, Flex, InputNumber, Popconfirm, Segmented, Statistic } from "antd";
import { useState } from "react";

import { answer, client } from "../api/client";
import type { Loan } from "../api/models";
import { exactYuan } from "../format/money";
import { useText } from "../i18n/text";
import { Schedule } from "../loans/schedule";
import { Loaded } from "../page/loaded";
import { Problem } from "../page/problem";
import { MAY_BE_STALE } from "../page/stale_page";
import { useQuote, type Quote } from "./queries";

/** What the bank asks for today, and what a payment would do before it is made: the bill, a part early, or all of it. */
export function PayCard({ loan, next }: { loan: Loan; next: Loan["schedule"][number] | undefined }) {
  const t = useText();
  const quote = useQuote(loan.id, null);
  return (
    <Card title={t("pay.title")} data-testid="pay" className="call">
      {next && (
        <p>
          {t("loan.next", { number: next.number, on: next.due_on })} <strong className="figure">{exactYuan(next.total_fen - next.paid_fen)}</strong>
        </p>
      )}
      <Loaded query={quote}>{(now) => <Choice loan={loan} now={now} />}</Loaded>
    </Card>
  );
}

function Choice({ loan, now }: { loan: Loan; now: Quote }) {
  const t = useText();
  const [amount, setAmount] = useState<number>(now.bill_fen || now.payoff_fen);
  const [way, setWay] = useState<string>("bill");
  const ways = [
    { value: "bill", label: t("pay.bill"), fen: now.bill_fen },
    { value: "all", label: t("pay.all"), fen: now.payoff_fen },
    { value: "other", label: t("pay.other"), fen: amount },
  ];
  const choose = (chosen: string) => {
    setWay(chosen);
    setAmount(ways.find(({ value }) => value === chosen)?.fen ?? amount);
  };
  return (
    <Flex vertical gap={16}>
      <div className="statistics">
        <Statistic title={t("pay.due")} value={exactYuan(now.due_fen)} />
        <Statistic title={t("pay.accrued")} value={exactYuan(now.accrued_fen)} />
        <Statistic title={t("pay.payoff")} value={exactYuan(now.payoff_fen)} />
        {now.due.penalty_fen + now.due.compound_fen > 0 && (
          <Statistic title={t("pay.penalty")} value={exactYuan(now.due.penalty_fen + now.due.compound_fen)} />
        )}
      </div>
      <Flex gap={12} wrap align="center">
        <Segmented options={ways.map(({ value, label }) => ({ value, label }))} value={way} onChange={choose} />
        <InputNumber
          aria-label={t("pay.amount")}
          value={amount / 100}
          min={0.01}
          precision={2}
          suffix={t("pay.yuan")}
          style={{ width: 200 }}
          onChange={(yuan) => {
            setWay("other");
            setAmount(Math.round(Number(yuan ?? 0) * 100));
          }}
        />
      </Flex>
      {amount > 0 && <Effect loan={loan} amount={amount} />}
    </Flex>
  );
}

function Effect({ loan, amount }: { loan: Loan; amount: number }) {
  const t = useText();
  const quote = useQuote(loan.id, amount);
  return <Loaded query={quote}>{(told) => (told.refused ? <Alert type="warning" showIcon title={told.refused} /> : <Pay loan={loan} quote={told} amount={amount} title={t("pay.act")} />)}</Loaded>;
}

function Pay({ loan, quote, amount, title }: { loan: Loan; quote: Quote; amount: number; title: string }) {
  const t = useText();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const repay = useMutation({
    meta: MAY_BE_STALE,
    mutationFn: () => answer(client.POST("/api/v1/loans/{id}/repayments", { params: { path: { id: loan.id } }, body: { amount_fen: amount, request: quote.request } })),
    onSuccess: async () => {
      message.success(t("loan.repay.done"));
      await queries.invalidateQueries();
    },
  });
  const used = quote.used;
  const penalty = used ? used.penalty_fen + used.compound_fen + used.costs_fen : 0;
  return (
    <Flex vertical gap={12}>
      {used && (
        <div className="muted">
          {t("pay.used", { principal: exactYuan(used.principal_fen), interest: exactYuan(used.interest_fen) })}
          {penalty > 0 && t("pay.used.penalty", { penalty: exactYuan(penalty) })}
        </div>
      )}
      {quote.settles && <Alert type="success" showIcon title={t(loan.redraws ? "pay.settles.line" : "pay.settles")} />}
      {quote.prepays && (
        <>
          <Alert type="info" showIcon title={t("pay.prepays")} />
          <Schedule instalments={quote.schedule} />
        </>
      )}
      {repay.isError && <Problem error={repay.error} retry={() => repay.mutate()} />}
      <Popconfirm title={t("loan.repay.confirm", { amount: exactYuan(amount) })} onConfirm={() => repay.mutate()}>
        <Button type="primary" loading={repay.isPending} data-testid="pay-act" style={{ alignSelf: "start" }}>
          {title} {exactYuan(amount)}
        </Button>
      </Popconfirm>
    </Flex>
  );
}
