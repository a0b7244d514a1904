import { useQueryClient } from "@tanstack/react-query";
import { Button, Card, Result } from "antd";
import { Link, useNavigate } from "react-router";

import { answer, client } from "../api/client";
import type { SubjectSignature } from "../api/models";
import { useEnterprise } from "../api/queries";
import { useText } from "../i18n/text";
import { Loaded } from "../page/loaded";
import { Page } from "../page/page";
import { ConsentSheet } from "./consent_sheet";
import { useDraft } from "./draft";

/** Allow the custodians to say what a score needs, and get the score. */
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
export function EnrolFirst() {
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
  const draft = useDraft({ purpose: "score" });
  const queries = useQueryClient();
  const navigate = useNavigate();
  const open = async (id: string, signature: SubjectSignature) => {
    await answer(client.POST("/api/v1/consents", { body: { draft: id, signature } }));
    await answer(client.POST("/api/v1/scores"));
    await queries.invalidateQueries();
    await navigate("/");
  };
  return (
    <Loaded query={draft}>
      {(sheet) => <ConsentSheet draft={sheet} act={t("consent.score.act")} onSigned={(signature) => open(sheet.draft, signature)} />}
    </Loaded>
  );
}
