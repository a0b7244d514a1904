/** Tables as pages take them out and bring them in. */

import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";

import { answer, client } from "../api/client";
import type { components } from "../api/schema";
import type { Period } from "./period";

type Schemas = components["schemas"];
export type ImportReport = Schemas["ImportReport"];
export type ImportFault = Schemas["ImportFault"];
export type OwnCustomer = Schemas["OwnCustomerRow"];

export const TABLES = ["applications", "decisions", "loans", "repayments", "portfolio"] as const;
export type TableName = (typeof TABLES)[number];
export const FORMS = ["csv", "xlsx"] as const;
export type Form = (typeof FORMS)[number];
export const CUSTOMERS = "own-customers";
export const COLUMNS = ["uscc", "as_of", "rating", "limit_yuan", "watched", "note"] as const;

const within = ({ since, until }: Period) => ({ ...(since && { since }), ...(until && { until }) });
/** The bytes as they are: the client would make JSON of them. */
const bytes = (file: File) => ({ body: file as unknown as string, bodySerializer: (body: unknown) => body as Blob, headers: { "Content-Type": "application/octet-stream" } });

export function useExportCount(table: TableName, period: Period) {
  return useQuery({
    queryKey: ["export-count", table, period],
    queryFn: () => answer(client.GET("/api/v1/exports/{table}/count", { params: { path: { table }, query: within(period) } })),
  });
}

export const exported = (table: TableName, period: Period, form: Form): Promise<Blob> =>
  answer<unknown>(client.GET("/api/v1/exports/{table}", { params: { path: { table }, query: { ...within(period), format: form } }, parseAs: "blob" })) as Promise<Blob>;

export const bring = (file: File, onlyLook: boolean): Promise<ImportReport> =>
  answer(client.POST("/api/v1/own/customers", { params: { query: { only_look: onlyLook } }, ...bytes(file) }));

export const forget = (uscc: string) => answer(client.DELETE("/api/v1/own/customers/{uscc}", { params: { path: { uscc } } }));

export function useOwnCustomers(words: string) {
  const found = useInfiniteQuery({
    queryKey: [CUSTOMERS, words],
    queryFn: ({ pageParam }) => answer(client.GET("/api/v1/own/customers", { params: { query: { q: words, after: pageParam } } })),
    initialPageParam: "",
    getNextPageParam: (last) => last.next ?? undefined,
    placeholderData: keepPreviousData,
    select: (data) => ({ ...data.pages[0]!, items: data.pages.flatMap((one) => one.items) }),
  });
  return { found, more: found.hasNextPage ? () => void found.fetchNextPage() : undefined };
}
