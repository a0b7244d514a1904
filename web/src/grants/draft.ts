import { useQuery } from "@tanstack/react-query";

import { answer, client } from "../api/client";
import type { ConsentDraft } from "../api/models";
import { useLanguage } from "../i18n/text";

type Purpose = { purpose: "score" } | { purpose: "application"; receiver: string; product: string };

/** A fresh draft of what would be signed. It is made once a visit: a draft holds nothing until it is signed. */
export function useDraft(wanted: Purpose | null) {
  const language = useLanguage();
  return useQuery<ConsentDraft>({
    queryKey: ["draft", wanted, language],
    queryFn: () => answer(client.POST("/api/v1/consents/drafts", { body: wanted as Purpose })),
    enabled: wanted !== null,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
}
