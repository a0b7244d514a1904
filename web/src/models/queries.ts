/** What the pages of models read from the node. */

import { useQuery } from "@tanstack/react-query";

import { answer, client } from "../api/client";
import { useLanguage } from "../i18n/text";

export const MODELS = "models";

export function useModels() {
  const language = useLanguage();
  return useQuery({ queryKey: [MODELS, "list", language], queryFn: () => answer(client.GET("/api/v1/models")) });
}

export function useModel(digest: string) {
  const language = useLanguage();
  return useQuery({
    queryKey: [MODELS, digest, language],
    queryFn: () => answer(client.GET("/api/v1/models/{digest}", { params: { path: { digest } } })),
  });
}

export function useOutcomes() {
  const language = useLanguage();
  return useQuery({ queryKey: [MODELS, "outcomes", language], queryFn: () => answer(client.GET("/api/v1/models/outcomes")) });
}

export function useReports() {
  const language = useLanguage();
  return useQuery({
    queryKey: [MODELS, "monitoring", language],
    queryFn: async () => (await answer(client.GET("/api/v1/models/monitoring"))).items,
  });
}

export function useSupervised() {
  const language = useLanguage();
  return useQuery({
    queryKey: [MODELS, "supervised", language],
    queryFn: async () => (await answer(client.GET("/api/v1/ledger/models"))).items,
  });
}

export function useComparisons() {
  const language = useLanguage();
  return useQuery({
    queryKey: [MODELS, "comparisons", language],
    queryFn: async () => (await answer(client.GET("/api/v1/models/comparisons"))).items,
  });
}
