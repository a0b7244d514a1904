import { useMutation, useQueryClient } from "@tanstack/react-query";
import { App, Button, Card, Flex, Input, Segmented } from "antd";
import { useMemo, useState } from "react";

import { answer, client } from "../api/client";
import type { Application } from "../api/models";
import { freshRequest } from "../api/request";
import { ConsentSheet, type Signed } from "../grants/consent_sheet";
import { useChosenDraft, type Wanted } from "../grants/draft";
import { useText } from "../i18n/text";
import { Loaded } from "../page/loaded";
import { Problem } from "../page/problem";
import { Supplements } from "./supplements";
import { PapersField, type ChosenPaper } from "./papers_field";

const NOTE_MAX = 300;

/** While the bank owes an answer: papers that were missing, or new grants where the old ones ran out or were revoked. */
export function SupplementCard({ application }: { application: Application }) {
  const t = useText();
  const [open, setOpen] = useState(false);
  return (
    <Card
      title={t("supplement.title")}
      data-testid="supplement"
      extra={
        <Button size="small" onClick={() => setOpen(!open)} aria-expanded={open}>
          {t(open ? "supplement.close" : "supplement.open")}
        </Button>
      }
    >
      <Flex vertical gap={12}>
        <span className="muted">{t("supplement.what")}</span>
        <Supplements application={application} />
        {open && <Form application={application} onDone={() => setOpen(false)} />}
      </Flex>
    </Card>
  );
}

function Form({ application, onDone }: { application: Application; onDone: () => void }) {
  const t = useText();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const [what, setWhat] = useState<"papers" | "grants">("papers");
  const [papers, setPapers] = useState<ChosenPaper[]>([]);
  const [note, setNote] = useState("");
  const [request] = useState(freshRequest);
  const send = useMutation({
    mutationFn: (grants: Signed[]) =>
      answer(
        client.POST("/api/v1/applications/{id}/supplements", {
          params: { path: { id: application.id } },
          body: { request, note: note.trim(), papers: papers.map(({ file: _, ...paper }) => paper), grants },
        }),
      ),
    onSuccess: async () => {
      message.success(t("supplement.done", { lender: application.product.lender_name }));
      onDone();
      await queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== "draft" });
    },
  });
  return (
    <Flex vertical gap={12}>
      <Segmented
        style={{ alignSelf: "flex-start" }}
        value={what}
        onChange={setWhat}
        options={[
          { value: "papers", label: t("supplement.papers") },
          { value: "grants", label: t("supplement.grants") },
        ]}
      />
      <PapersField papers={papers} onChange={setPapers} />
      <label htmlFor="supplement-note">{t("supplement.note")}</label>
      <Input.TextArea id="supplement-note" rows={2} maxLength={NOTE_MAX} value={note} onChange={(event) => setNote(event.target.value)} />
      {send.isError && <Problem error={send.error} />}
      {what === "papers" ? (
        <Button type="primary" style={{ alignSelf: "flex-start" }} disabled={papers.length === 0} loading={send.isPending} onClick={() => send.mutate([])}>
          {t("supplement.act")}
        </Button>
      ) : (
        <Consent application={application} onSigned={async (grants) => void (await send.mutateAsync(grants))} />
      )}
    </Flex>
  );
}

function Consent({ application, onSigned }: { application: Application; onSigned: (grants: Signed[]) => Promise<void> }) {
  const t = useText();
  const { lender, code } = application.product;
  const wanted: Wanted = useMemo(() => ({ purpose: "application", receiver: lender, product: code }), [lender, code]);
  const { draft, also, onAlso, renew } = useChosenDraft(wanted);
  return (
    <Loaded query={draft}>
      {(sheet) => (
        <ConsentSheet
          wanted={wanted}
          draft={sheet}
          act={t("supplement.grants.act")}
          also={also}
          onAlso={onAlso}
          busy={draft.isPlaceholderData}
          onStale={renew}
          onSigned={(signed, separate) => onSigned([signed, ...separate])}
        />
      )}
    </Loaded>
  );
}
