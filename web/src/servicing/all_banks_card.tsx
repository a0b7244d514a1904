import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Card, Flex, Tag } from "antd";

import { answer, client } from "../api/client";
import type { components } from "../api/schema";
import { useSession } from "../api/queries";
import { Exact } from "../figures/money";
import { percent } from "../format/rate";
import { useLanguage, useText } from "../i18n/text";
import { Loaded } from "../page/loaded";
import { Problem } from "../page/problem";

type AllBanks = components["schemas"]["AllBanksView"];

/** What the debtor owes at all banks together, and how much is late: a sum of which nobody sees a part. */
export function AllBanksCard({ loan }: { loan: string }) {
  const t = useText();
  const language = useLanguage();
  const told = useQuery<AllBanks>({
    queryKey: ["loans", loan, "all-banks", language],
    queryFn: () => answer(client.GET("/api/v1/loans/{id}/debts", { params: { path: { id: loan } } })),
    refetchInterval: (query) => (query.state.data?.state === "running" ? 2_000 : false),
  });
  return (
    <Card title={t("allbanks.title")} data-testid="all-banks">
      <Loaded query={told}>{(found) => <Told loan={loan} found={found} />}</Loaded>
    </Card>
  );
}

function Told({ loan, found }: { loan: string; found: AllBanks }) {
  const t = useText();
  const session = useSession();
  const queries = useQueryClient();
  const ask = useMutation({
    mutationFn: () => answer(client.POST("/api/v1/loans/{id}/debts", { params: { path: { id: loan } } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["loans", loan] }),
  });
  const { figures, problem } = found;
  return (
    <Flex vertical gap={10}>
      <span className="muted small">{t("allbanks.lead")}</span>
      {figures?.elsewhere_fen !== null && figures !== null && (
        <div>
          <div>
            {t("allbanks.owes", { holders: figures.holders, on: figures.as_of })} <Exact fen={(figures.elsewhere_fen ?? 0) + figures.here_fen} />
            {" · "}
            {t("allbanks.late")} <Exact fen={(figures.elsewhere_late_fen ?? 0) + figures.here_late_fen} />
            {figures.share !== null && ` · ${percent(figures.share)}`}
          </div>
          <Flex gap={8} wrap>
            {figures.late !== null && <Tag color={figures.late ? "red" : "green"}>{t(figures.late ? "allbanks.yes" : "allbanks.no")}</Tag>}
            {!figures.applies && <span className="muted small">{t("allbanks.retail")}</span>}
          </Flex>
        </div>
      )}
      {problem && <Alert type="warning" showIcon title={problem.cause} description={problem.remedy} />}
      {session.data?.person.role === "officer" && (
        <Button style={{ alignSelf: "flex-start" }} loading={ask.isPending || found.state === "running"} onClick={() => ask.mutate()}>
          {t("allbanks.ask")}
        </Button>
      )}
      {ask.isError && <Problem error={ask.error} />}
    </Flex>
  );
}
