import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { answer, client } from "../api/client";
import type { ConsentDraft } from "../api/models";
import { useLanguage } from "../i18n/text";

/** What the enterprise is about to allow: its own score, one bank's look at its application, or its lender's monitoring. */
export type Wanted = { purpose: "score"; datasets?: string[] } | { purpose: "application"; receiver: string; product: string } | { purpose: "monitoring"; receiver: string };

/** Which datasets a draft names: those only, or some besides what is always asked for. */
type Named = { datasets?: string[]; also?: string[] };

/** A draft of what would be signed. It holds nothing until it is signed, and can be signed once. */
export function useDraft(wanted: Wanted & Named) {
  const language = useLanguage();
  return useQuery<ConsentDraft>({
    queryKey: ["draft", wanted, language],
    queryFn: () => answer(client.POST("/api/v1/consents/drafts", { body: { also: [], ...wanted } })),
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
}

/** The datasets that were chosen besides, and the draft with all of them but those that stand alone. */
export function useChosenDraft(wanted: Wanted) {
  const queries = useQueryClient();
  const [also, setAlso] = useState<ReadonlySet<string>>(new Set());
  const [alone, setAlone] = useState<ReadonlySet<string>>(new Set());
  const draft = useDraft({ ...wanted, also: [...also].filter((dataset) => !alone.has(dataset)).sort() });
  const onAlso = (dataset: string, on: boolean) => {
    if (draft.data?.also?.some((offer) => offer.dataset === dataset && offer.alone)) setAlone((before) => new Set([...before, dataset]));
    setAlso((before) => new Set(on ? [...before, dataset] : [...before].filter((one) => one !== dataset)));
  };
  const renew = () => void queries.invalidateQueries({ queryKey: ["draft"] });
  return { draft, also, onAlso, renew };
}
