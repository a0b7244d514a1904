import { KeyOutlined } from "@ant-design/icons";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Card, Checkbox, Flex, Statistic } from "antd";
import { useState } from "react";

import { answer, client } from "../api/client";
import type { ContractDraft } from "../api/models";
import { exactYuan } from "../format/money";
import { percent, share } from "../format/rate";
import { useLanguage, useText } from "../i18n/text";
import { Schedule } from "../loans/schedule";
import { Loaded } from "../page/loaded";
import { Problem } from "../page/problem";
import { sign } from "../signing/passkey";

/** The contract of a renewal, signed with the enterprise's own key before the old loan matures. */
export function RenewalContract({ relief }: { relief: string }) {
  const t = useText();
  const language = useLanguage();
  const draft = useQuery<ContractDraft>({
    queryKey: ["renewal", relief, language],
    queryFn: () => answer(client.POST("/api/v1/reliefs/{id}/contract/options", { params: { path: { id: relief } } })),
    gcTime: 0,
    retry: false,
  });
  return (
    <Card title={t("contract.title")} className="call">
      <Loaded query={draft}>{(contract) => <Contract relief={relief} contract={contract} />}</Loaded>
    </Card>
  );
}

function Contract({ relief, contract }: { relief: string; contract: ContractDraft }) {
  const t = useText();
  const queries = useQueryClient();
  const [read, setRead] = useState(false);
  const signing = useMutation({
    mutationFn: async () => {
      const signature = await sign(contract.webauthn ?? null);
      return answer(client.POST("/api/v1/reliefs/{id}/contract", { params: { path: { id: relief } }, body: { draft: contract.draft, signature } }));
    },
    onSuccess: () => queries.invalidateQueries(),
  });
  return (
    <Flex vertical gap={16}>
      <div className="statistics">
        <Statistic title={t("contract.amount")} value={exactYuan(contract.amount_fen)} />
        <Statistic title={t("contract.rate")} value={percent(contract.annual_rate)} />
        <Statistic title={t("contract.all_in")} value={share(Number(contract.all_in_rate), 2)} />
        <Statistic title={t("contract.term")} value={t("unit.months", { months: contract.term_months })} />
      </div>
      <div className="muted small">
        {Number(contract.fees_rate) > 0 ? t("contract.all_in.fees", { rate: percent(contract.fees_rate) }) : t("contract.all_in.no_fees")}
      </div>
      {contract.ends_support.map((ended) => (
        <Alert key={ended} type="warning" showIcon title={t(`renewal.ends.${ended}`)} description={t(`renewal.ends.${ended}.next`)} />
      ))}
      <Schedule instalments={contract.schedule} planned />
      <Checkbox checked={read} onChange={(event) => setRead(event.target.checked)}>
        {t("contract.read")}
      </Checkbox>
      {signing.isError && <Problem error={signing.error} retry={() => signing.mutate()} />}
      <Button type="primary" icon={<KeyOutlined />} disabled={!read} loading={signing.isPending} onClick={() => signing.mutate()}>
        {t("contract.act")}
      </Button>
    </Flex>
  );
}
