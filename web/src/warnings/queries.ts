/** What the pages of early warning read. Keys carry the language: the server's sentences come in it. */

import { useQuery } from "@tanstack/react-query";

import { answer, client } from "../api/client";
import type { components } from "../api/schema";
import { useLanguage } from "../i18n/text";

type Schemas = components["schemas"];
export type Warning = Schemas["WarningView"];
export type WarningLine = Schemas["WarningLine"];
export type WarningList = Schemas["WarningList"];
export type RulePrecision = Schemas["RulePrecision"];
export type Monitoring = Schemas["MonitoringView"];
export type WarningLevel = WarningLine["level"];
export type WarningFilter = { state: "live" | "open" | "taken" | "escalated" | "closed" | "all"; level?: WarningLevel; rule?: string };

/** Dark enough that white and black words on them can be read. */
export const LEVEL_COLORS: Record<WarningLevel, string> = { red: "red", orange: "orange", yellow: "gold" };

const LOOK_MS = 1_500;

export function useWarnings(filter: WarningFilter, wanted = true) {
  const language = useLanguage();
  return useQuery<WarningList>({
    queryKey: ["warnings", filter, language],
    queryFn: () => answer(client.GET("/api/v1/warnings", { params: { query: filter } })),
    placeholderData: (before) => before,
    enabled: wanted,
  });
}

export function useWarning(id: string) {
  const language = useLanguage();
  return useQuery<Warning>({
    queryKey: ["warnings", id, language],
    queryFn: () => answer(client.GET("/api/v1/warnings/{id}", { params: { path: { id } } })),
  });
}

export function useMonitoring(loan: string) {
  const language = useLanguage();
  return useQuery<Monitoring>({
    queryKey: ["loans", loan, "monitoring", language],
    queryFn: () => answer(client.GET("/api/v1/loans/{id}/monitoring", { params: { path: { id: loan } } })),
    refetchInterval: ({ state }) => (state.data?.look?.state === "running" ? LOOK_MS : false),
  });
}
