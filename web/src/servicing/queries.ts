/** What the pages of running loans read. Keys carry the language: the server's sentences come in it. */

import { useQuery } from "@tanstack/react-query";

import { answer, client } from "../api/client";
import type { components } from "../api/schema";
import { useLanguage } from "../i18n/text";

type Schemas = components["schemas"];
export type Quote = Schemas["QuoteView"];
export type Quality = Schemas["QualityView"];
export type Relief = Schemas["ReliefView"];
export type ReliefCondition = Schemas["ConditionView"];
export type ReliefOption = Schemas["ReliefOption"];
export type Statement = Schemas["StatementView"];

/** How often a page asks again for what the other side may have moved on. */
const NEWS_MS = 4_000;

export function useQuote(loan: string, amount: number | null) {
  const language = useLanguage();
  return useQuery<Quote>({
    queryKey: ["loans", loan, "quote", amount, language],
    queryFn: () => answer(client.GET("/api/v1/loans/{id}/quote", { params: { path: { id: loan }, query: amount === null ? {} : { amount_fen: amount } } })),
    placeholderData: (before) => before,
  });
}

export function useQuality(loan: string, wanted: boolean) {
  const language = useLanguage();
  return useQuery<Quality>({
    queryKey: ["loans", loan, "quality", language],
    queryFn: () => answer(client.GET("/api/v1/loans/{id}/quality", { params: { path: { id: loan } } })),
    enabled: wanted,
  });
}

export function useStatement(loan: string) {
  const language = useLanguage();
  return useQuery<Statement>({
    queryKey: ["loans", loan, "statement", language],
    queryFn: () => answer(client.GET("/api/v1/loans/{id}/statement", { params: { path: { id: loan } } })),
  });
}

export function useReliefs() {
  const language = useLanguage();
  return useQuery<Relief[]>({
    queryKey: ["reliefs", language],
    queryFn: async () => (await answer(client.GET("/api/v1/reliefs"))).items,
    refetchInterval: NEWS_MS,
  });
}

export function useRelief(id: string) {
  const language = useLanguage();
  return useQuery<Relief>({
    queryKey: ["reliefs", id, language],
    queryFn: () => answer(client.GET("/api/v1/reliefs/{id}", { params: { path: { id } } })),
    refetchInterval: NEWS_MS,
  });
}

export function useReliefOptions(loan: string, wanted: boolean) {
  const language = useLanguage();
  return useQuery<ReliefOption[]>({
    queryKey: ["loans", loan, "relief-options", language],
    queryFn: async () => (await answer(client.GET("/api/v1/loans/{id}/reliefs/options", { params: { path: { id: loan } } }))).items,
    enabled: wanted,
  });
}
