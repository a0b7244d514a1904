import { KeyOutlined } from "@ant-design/icons";
import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Card, Checkbox, Collapse, Flex, Statistic } from "antd";
import { useState } from "react";

import { FirstDrawing } from "./first_drawing";

import { answer, client } from "../api/client";
import type { Application, ContractDraft } from "../api/models";
import { exactYuan } from "../format/money";
import { percent, share } from "../format/rate";
import { useLabel, useLanguage, useText } from "../i18n/text";
import { Schedule } from "../loans/schedule";
import { Loaded } from "../page/loaded";
import { Problem } from "../page/problem";
import { sign } from "../signing/passkey";

/** The contract as it will be signed: amount, all-in rate, every instalment, and the digest that the signature covers. */
export function ContractCard({ application }: { application: Application }) {
  const t = useText();
  const language = useLanguage();
  const [first, setFirst] = useState<number | null>(null);
  const draft = useQuery<ContractDraft>({
    queryKey: ["contract", application.id, first, language],
    queryFn: () => answer(client.POST("/api/v1/applications/{id}/contract/options", { params: { path: { id: application.id } }, body: { first_drawing_fen: first } })),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    placeholderData: keepPreviousData,
  });
  return (
    <Card title={t("contract.title")} className="call">
      <Loaded query={draft}>{(contract) => (
          <>
            {contract.redraws && <FirstDrawing limit={contract.amount_fen} chosen={first} onChoose={setFirst} />}
            <Contract key={contract.draft} application={application.id} contract={contract} stale={draft.isPlaceholderData} />
          </>
        )}</Loaded>
    </Card>
  );
}

function Contract({ application, contract, stale }: { application: string; contract: ContractDraft; stale: boolean }) {
  const t = useText();
  const label = useLabel();
  const queries = useQueryClient();
  const [read, setRead] = useState(false);
  const signing = useMutation({
    mutationFn: async () => {
      const signature = await sign(contract.webauthn ?? null);
      const path = { id: application };
      return answer(client.POST("/api/v1/applications/{id}/contract", { params: { path }, body: { draft: contract.draft, signature, first_drawing_fen: contract.first_drawing_fen } }));
    },
    onSuccess: () => queries.invalidateQueries(),
  });
  const interest = contract.schedule.reduce((sum, instalment) => sum + instalment.interest_fen, 0);
  return (
    <Flex vertical gap={16}>
      <div className="statistics">
        <Statistic title={t(contract.redraws ? "line.limit" : "contract.amount")} value={exactYuan(contract.amount_fen)} />
        {contract.redraws && <Statistic title={t("line.first")} value={exactYuan(contract.first_drawing_fen ?? contract.amount_fen)} />}
        <Statistic title={t("contract.rate")} value={percent(contract.annual_rate)} />
        <Statistic title={t("contract.all_in")} value={share(Number(contract.all_in_rate), 2)} />
        <Statistic title={t("contract.term")} value={t("unit.months", { months: contract.term_months })} />
        <Statistic title={t("contract.interest")} value={exactYuan(interest)} />
      </div>
      <div>
        {t("contract.repayment", { way: label("repayment", contract.repayment), lender: contract.lender.name })}
        <div className="muted small">
          {Number(contract.fees_rate) > 0 ? t("contract.all_in.fees", { rate: percent(contract.fees_rate) }) : t("contract.all_in.no_fees")}
        </div>
      </div>
      <Collapse items={[{ key: "schedule", label: t("contract.schedule", { count: contract.schedule.length }), children: <Schedule instalments={contract.schedule} planned /> }]} />
      <Checkbox checked={read} onChange={(event) => setRead(event.target.checked)}>
        {t("contract.read")}
      </Checkbox>
      {signing.isError && <Problem error={signing.error} retry={() => signing.mutate()} />}
      <Button type="primary" size="large" icon={<KeyOutlined />} disabled={!read || stale} loading={signing.isPending} onClick={() => signing.mutate()}>
        {t("contract.act")}
      </Button>
      <div className="muted small break">
        {t("contract.digest")} <code>{contract.contract_digest}</code>
      </div>
    </Flex>
  );
}
