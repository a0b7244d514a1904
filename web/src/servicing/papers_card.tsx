import { DownloadOutlined } from "@ant-design/icons";
import { useMutation } from "@tanstack/react-query";
import { Button, Card, Flex } from "antd";

import { answer, client } from "../api/client";
import type { Loan } from "../api/models";
import { Exact } from "../figures/money";
import { useLabel, useText } from "../i18n/text";
import { Loaded } from "../page/loaded";
import { Problem } from "../page/problem";
import { RowTable } from "../page/row_table";
import { save } from "../page/save_file";
import { useStatement, type Statement } from "./queries";

type Movement = Statement["movements"][number];
type Paper = { name: string; read: (id: string) => Promise<Blob> };

/** Lines that change the plan and move no money. */
const MOVES_NOTHING = new Set(["prepayment", "deferral"]);

const blob = (found: Promise<unknown>): Promise<Blob> => found as Promise<Blob>;
const PAPERS: Record<"pdf" | "csv" | "certificate", Paper> = {
  pdf: { name: "statement.pdf", read: (id) => blob(answer<unknown>(client.GET("/api/v1/loans/{id}/statement.pdf", { params: { path: { id } }, parseAs: "blob" }))) },
  csv: { name: "statement.csv", read: (id) => blob(answer<unknown>(client.GET("/api/v1/loans/{id}/statement.csv", { params: { path: { id } }, parseAs: "blob" }))) },
  certificate: { name: "settled.pdf", read: (id) => blob(answer<unknown>(client.GET("/api/v1/loans/{id}/certificate.pdf", { params: { path: { id } }, parseAs: "blob" }))) },
};

/** The statement, and the papers to keep: PDF, CSV, and for a settled loan its certificate. */
export function PapersCard({ loan }: { loan: Loan }) {
  const t = useText();
  const statement = useStatement(loan.id);
  const papers: (keyof typeof PAPERS)[] = loan.state === "settled" ? ["pdf", "csv", "certificate"] : ["pdf", "csv"];
  const fetch = useMutation({
    mutationFn: async (paper: keyof typeof PAPERS) => save(await PAPERS[paper].read(loan.id), PAPERS[paper].name),
  });
  return (
    <Card title={t("statement.title")} data-testid="statement">
      <Flex vertical gap={12}>
        <Loaded query={statement}>{(told) => <Movements movements={told.movements} />}</Loaded>
        <Flex gap={8} wrap>
          {papers.map((paper) => (
            <Button key={paper} icon={<DownloadOutlined />} loading={fetch.isPending && fetch.variables === paper} onClick={() => fetch.mutate(paper)}>
              {t(`statement.${paper}`)}
            </Button>
          ))}
        </Flex>
        {fetch.isError && <Problem error={fetch.error} />}
      </Flex>
    </Card>
  );
}

function Movements({ movements }: { movements: readonly Movement[] }) {
  const t = useText();
  const label = useLabel();
  const penalty = ({ used }: Movement) => used.penalty_fen + used.compound_fen + used.costs_fen;
  return (
    <RowTable
      rows={movements.map((movement, number) => ({ ...movement, number }))}
      rowKey="number"
      label={t("statement.title")}
      columns={[
        { key: "on", title: t("statement.on"), render: (one) => <span className="figure">{one.on}</span> },
        { key: "kind", title: t("statement.kind"), render: (one) => label("movement", one.kind) },
        { key: "amount", title: t("statement.amount"), align: "right", render: (one) => (MOVES_NOTHING.has(one.kind) ? "—" : <Exact fen={one.amount_fen} />) },
        { key: "interest", title: t("schedule.interest"), align: "right", render: (one) => (MOVES_NOTHING.has(one.kind) ? "—" : <Exact fen={one.used.interest_fen} />) },
        { key: "principal", title: t("schedule.principal"), align: "right", render: (one) => (MOVES_NOTHING.has(one.kind) ? "—" : <Exact fen={one.used.principal_fen} />) },
        ...(movements.some((one) => penalty(one) > 0) ? [{ key: "penalty", title: t("pay.penalty"), align: "right" as const, render: (one: Movement) => <Exact fen={penalty(one)} /> }] : []),
        { key: "balance", title: t("loan.outstanding"), align: "right", render: (one) => <Exact fen={one.balance_fen} /> },
      ]}
    />
  );
}
