/** The core system's days as pages read them. */

import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";

import { answer, client } from "../api/client";
import { useRead } from "../api/queries";
import { useLanguage } from "../i18n/text";
import type { components } from "../api/schema";

type Schemas = components["schemas"];
export type Reconciliation = Schemas["ReconciliationView"];
export type Summary = Schemas["ReconciliationSummary"];
export type Difference = Schemas["ReconciliationItem"];
export type Sum = Schemas["ReconciliationSum"];

export const CORE = "core";
export const FORMS = ["csv", "xlsx"] as const;
export type Form = (typeof FORMS)[number];

export function useReconciliations() {
  const language = useLanguage();
  const found = useInfiniteQuery({
    queryKey: [CORE, "all", language],
    queryFn: ({ pageParam }) => answer(client.GET("/api/v1/reconciliations", { params: { query: { after: pageParam } } })),
    initialPageParam: "",
    getNextPageParam: (last) => last.next ?? undefined,
    placeholderData: keepPreviousData,
    select: (data) => ({ items: data.pages.flatMap((one) => one.items), total: data.pages[0]?.total ?? 0 }),
  });
  return { found, more: found.hasNextPage ? () => void found.fetchNextPage() : undefined };
}

export const useReconciliation = (id: string) => useRead<Reconciliation>([CORE, id], () => answer(client.GET("/api/v1/reconciliations/{id}", { params: { path: { id } } })));

export const reconcile = (file: File): Promise<Reconciliation> =>
  answer(
    client.POST("/api/v1/reconciliations", {
      body: file as unknown as string,
      bodySerializer: (body: unknown) => body as Blob,
      headers: { "Content-Type": "application/octet-stream" },
    }),
  );

export const differences = (id: string, form: Form): Promise<Blob> =>
  answer<unknown>(client.GET("/api/v1/reconciliations/{id}/differences", { params: { path: { id }, query: { format: form } }, parseAs: "blob" })) as Promise<Blob>;

/** The balance that a person looks at first. */
export const principal = (sums: readonly Sum[]): Sum | undefined => sums.find(({ what }) => what === "outstanding_fen");
