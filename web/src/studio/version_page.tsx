import { DownloadOutlined } from "@ant-design/icons";
import { Alert, Button, Card, Flex, Tabs } from "antd";
import { useState } from "react";
import { useParams } from "react-router";

import { answer, client } from "../api/client";
import { ApiError } from "../api/errors";
import { useSession } from "../api/queries";
import { useText } from "../i18n/text";
import { Loaded } from "../page/loaded";
import { Page } from "../page/page";
import { Problem } from "../page/problem";
import { BacktestCard } from "./backtest_card";
import { CasesEditor } from "./cases_editor";
import { Conflict } from "./conflict";
import { FactsTable, ThresholdsTable } from "./declared";
import { ProductForm } from "./product_form";
import { useChange, useVersion } from "./queries";
import { RulesTable } from "./rules_table";
import { draftOf, type Draft, type Sheet, type Version } from "./shape";
import { StepCard } from "./step_card";
import { StepHistory } from "./step_history";
import { VerdictCard } from "./verdict_card";
import { VersionState } from "./version_state";

const SETTLED = ["published", "superseded", "offline"];

/** One version of the rules or of a product: what it says, what is wrong with it, what it would change, who let it through. */
export default function VersionPage() {
  const { id = "" } = useParams();
  const version = useVersion(id);
  return <Loaded query={version}>{(one) => <Opened key={one.id} version={one} />}</Loaded>;
}

/** What was written here stays until it is saved, whatever the node says meanwhile. */
function Opened({ version }: { version: Version }) {
  const t = useText();
  const [written, write] = useState<{ draft: Draft; revision: number } | null>(null);
  const writes = useSession().data?.person.role === "officer" && !SETTLED.includes(version.state);
  const draft = written?.draft ?? draftOf(version);
  const save = useChange(
    (revision: number): Promise<Version> => {
      const { sheet, cases, product } = draft;
      const body = { revision, sheet, cases, product };
      return answer(client.PUT("/api/v1/studio/versions/{id}", { params: { path: { id: version.id } }, body }));
    },
    () => write(null),
  );
  const change = writes ? (next: Partial<Draft>) => write({ draft: { ...draft, ...next }, revision: written?.revision ?? version.revision }) : undefined;
  const overtaken = save.error instanceof ApiError && save.error.code === "version_moved_on";
  return (
    <Page
      title={
        <>
          {version.title} <VersionState state={version.state} />
        </>
      }
      lead={t("studio.version.lead", { name: version.name, number: version.number, revision: version.revision })}
      action={
        <Flex gap={8} wrap>
          {version.verdict.faults.length === 0 && (
            <Button icon={<DownloadOutlined />} href={`/api/v1/studio/versions/${version.id}/file`}>
              {t(version.kind === "rules" ? "studio.download.rules" : "studio.download.product")}
            </Button>
          )}
          {writes && (
            <Button type="primary" size="large" disabled={!written} loading={save.isPending} onClick={() => save.mutate(written?.revision ?? version.revision)} data-testid="save">
              {t("studio.save")}
            </Button>
          )}
        </Flex>
      }
    >
      <Flex vertical gap={16}>
        {save.isError && !overtaken && <Problem error={save.error} />}
        {written && overtaken && (
          <Conflict
            id={version.id}
            mine={draft}
            keep={(revision) => save.mutate(revision)}
            take={() => {
              write(null);
              save.reset();
            }}
          />
        )}
        {written && !overtaken && <Alert type="info" showIcon title={t("studio.unsaved")} />}
        <div className="studio-columns">
          <Flex vertical gap={16} className="grow">
            {draft.sheet ? <Rules sheet={draft.sheet} draft={draft} version={version} change={change} /> : <ProductForm version={version} product={draft.product ?? {}} change={change && ((product) => change({ product }))} />}
            {version.backtest && <BacktestCard version={version} />}
          </Flex>
          <Flex vertical gap={16}>
            <StepCard key={version.revision} version={version} unsaved={written !== null} />
            {!SETTLED.includes(version.state) && <VerdictCard version={version} />}
            <StepHistory version={version} />
          </Flex>
        </div>
      </Flex>
    </Page>
  );
}

type Parts = { sheet: Sheet; draft: Draft; version: Version; change?: (next: Partial<Draft>) => void };

function Rules({ sheet, draft, version, change }: Parts) {
  const t = useText();
  const set = change && ((next: Partial<Sheet>) => change({ sheet: { ...sheet, ...next } }));
  const { faults, failed } = version.verdict;
  return (
    <Card styles={{ body: { paddingTop: 4 } }}>
      <Tabs
        items={[
          {
            key: "rules",
            label: t("studio.tab.rules", { count: sheet.rules.length }),
            children: <RulesTable sheet={sheet} faults={faults} change={set && ((rules) => set({ rules }))} declare={set} />,
          },
          {
            key: "thresholds",
            label: t("studio.tab.thresholds", { count: sheet.thresholds.length }),
            children: <ThresholdsTable sheet={sheet} faults={faults} change={set && ((thresholds) => set({ thresholds }))} />,
          },
          {
            key: "facts",
            label: t("studio.tab.facts", { count: sheet.facts.length }),
            children: <FactsTable sheet={sheet} faults={faults} change={set && ((facts) => set({ facts }))} />,
          },
          {
            key: "cases",
            label: t("studio.tab.cases", { count: draft.cases?.cases?.length ?? 0 }),
            children: <CasesEditor cases={draft.cases ?? {}} sheet={sheet} failed={failed} change={change && ((cases) => change({ cases }))} />,
          },
        ]}
      />
    </Card>
  );
}
