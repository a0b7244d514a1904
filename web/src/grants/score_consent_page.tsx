import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button, Card, Result, Spin } from "antd";
import { Link, useNavigate, useSearchParams } from "react-router";

import { answer, client } from "../api/client";
import { useEnterprise } from "../api/queries";
import { useText } from "../i18n/text";
import { Loaded } from "../page/loaded";
import { Page } from "../page/page";
import { Problem } from "../page/problem";
import { ConsentSheet } from "./consent_sheet";
import { useChosenDraft, type Wanted } from "./draft";

/** Allow the custodians to say what a score needs, or those datasets that the address names, and get the score. */
export default function ScoreConsentPage() {
  const t = useText();
  const enterprise = useEnterprise();
  return (
    <Page title={t("consent.score.title")} lead={t("consent.score.lead")}>
      <Card className="narrow">
        <Loaded query={enterprise}>{(company) => (company.enrolled ? <Sheet /> : <EnrolFirst />)}</Loaded>
      </Card>
    </Page>
  );
}

/** Without a key there is nothing to sign with; the one next step is to make one. */
function EnrolFirst() {
  const t = useText();
  return (
    <Result
      status="info"
      title={t("consent.enrol.title")}
      subTitle={t("consent.enrol.help")}
      extra={
        <Link to="/enrolment">
          <Button type="primary" size="large">
            {t("enrol.act")}
          </Button>
        </Link>
      }
    />
  );
}

function Sheet() {
  const t = useText();
  const datasets = useSearchParams()[0].getAll("dataset");
  const wanted: Wanted = datasets.length > 0 ? { purpose: "score", datasets } : { purpose: "score" };
  const { draft, also, onAlso, renew } = useChosenDraft(wanted);
  const queries = useQueryClient();
  const navigate = useNavigate();
  const score = useMutation({
    mutationFn: () => answer(client.POST("/api/v1/scores")),
    onSuccess: async () => {
      await queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== "draft" });
      await navigate("/");
    },
  });
  // The grants are open from here on: whatever happens to the score, nothing is to be signed again.
  if (score.isPending) return <Spin description={t("consent.scoring")}><div className="waiting" /></Spin>;
  if (score.isError) {
    return (
      <Result
        status="warning"
        title={t("consent.score.failed")}
        subTitle={<Problem error={score.error} />}
        extra={
          <Button type="primary" onClick={() => score.mutate()}>
            {t("problem.retry")}
          </Button>
        }
      />
    );
  }
  return (
    <Loaded query={draft}>
      {(sheet) => (
        <ConsentSheet
          wanted={wanted}
          draft={sheet}
          act={t("consent.score.act")}
          also={also}
          onAlso={onAlso}
          busy={draft.isPlaceholderData}
          onStale={renew}
          onSigned={async (signed, separate) => {
            for (const one of [signed, ...separate]) await answer(client.POST("/api/v1/consents", { body: one }));
            score.mutate();
          }}
        />
      )}
    </Loaded>
  );
}
