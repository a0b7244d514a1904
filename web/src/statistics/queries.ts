/** What the pages of statistics read from the node. */

import { useQuery } from "@tanstack/react-query";

import { answer, client } from "../api/client";
import { useLanguage } from "../i18n/text";

export const BREAKDOWNS = ["month", "county", "industry", "segment", "lender", "campaign"] as const;
export type Breakdown = (typeof BREAKDOWNS)[number];

const FRESH_MS = 15_000;

export function useStatistics(by: Breakdown) {
  const language = useLanguage();
  return useQuery({
    queryKey: ["statistics", by, language],
    queryFn: () => answer(client.GET("/api/v1/statistics", { params: { query: { by } } })),
    refetchInterval: FRESH_MS,
  });
}

export const file = (by: Breakdown): Promise<Blob> =>
  answer<unknown>(client.GET("/api/v1/statistics/file", { params: { query: { by } }, parseAs: "blob" })) as Promise<Blob>;
