import { useQueryClient } from "@tanstack/react-query";
import { Card } from "antd";
import { useNavigate, useParams } from "react-router";

import { answer, client } from "../api/client";
import { ConsentSheet } from "../grants/consent_sheet";
import { useChosenDraft, type Wanted } from "../grants/draft";
import { useText } from "../i18n/text";
import { Loaded } from "../page/loaded";
import { Page } from "../page/page";

/** Let a lender watch for risks while a loan runs: every field, count and expiry before the signature. */
export default function MonitoringConsentPage() {
  const t = useText();
  const { lender = "" } = useParams();
  const wanted: Wanted = { purpose: "monitoring", receiver: lender };
  const { draft, also, onAlso, renew } = useChosenDraft(wanted);
  const queries = useQueryClient();
  const navigate = useNavigate();
  return (
    <Page title={t("consent.monitoring.title")} lead={t("consent.monitoring.lead")}>
      <Card className="narrow">
        <Loaded query={draft}>
          {(sheet) => (
            <ConsentSheet
              wanted={wanted}
              draft={sheet}
              act={t("consent.monitoring.act")}
              also={also}
              onAlso={onAlso}
              busy={draft.isPlaceholderData}
              onStale={renew}
              onSigned={async (signed, separate) => {
                for (const one of [signed, ...separate]) await answer(client.POST("/api/v1/consents", { body: one }));
                await queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== "draft" });
                await navigate("/loans");
              }}
            />
          )}
        </Loaded>
      </Card>
    </Page>
  );
}
