import { useQuery } from "@tanstack/react-query";

import { answer, client } from "../api/client";
import type { ConsentDraft } from "../api/models";
import { useLanguage } from "../i18n/text";

/** What the enterprise is about to allow: its own score, or one bank's look at its application. */
export type Wanted = { purpose: "score"; datasets?: string[] } | { purpose: "application"; receiver: string; product: string };

/** A draft of what would be signed. It holds nothing until it is signed, and can be signed once. */
export function useDraft(wanted: Wanted) {
  const language = useLanguage();
  return useQuery<ConsentDraft>({
    queryKey: ["draft", wanted, language],
    queryFn: () => answer(client.POST("/api/v1/consents/drafts", { body: wanted })),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
}
