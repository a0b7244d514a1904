/** Long lists as pages read them: what is sought, a page at a time. */

import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";

import { useLanguage } from "../i18n/text";
import { answer, client } from "./client";
import type { Application, Loan } from "./models";

export type Wanted = { words?: string; states?: readonly string[] };
type ListPage<Row> = { items: Row[]; total: number; next: string | null };

const NEWS_MS = 4_000;
const PAGE = 100;

const asked = ({ words = "", states = [] }: Wanted, after: string) => ({ params: { query: { q: words, state: [...states], after, limit: PAGE } } });

/** The pages read so far as one list; `more` reads the next one where there is one. */
function useSought<Row>(name: string, wanted: Wanted, read: (wanted: Wanted, after: string) => Promise<ListPage<Row>>) {
  const language = useLanguage();
  const found = useInfiniteQuery({
    queryKey: [name, "sought", wanted, language],
    queryFn: ({ pageParam }) => read(wanted, pageParam),
    initialPageParam: "",
    getNextPageParam: (last) => last.next ?? undefined,
    placeholderData: keepPreviousData,
    refetchInterval: NEWS_MS,
    select: (data) => ({ items: data.pages.flatMap((one) => one.items), total: data.pages[0]?.total ?? 0 }),
  });
  return { found, more: found.hasNextPage ? () => void found.fetchNextPage() : undefined };
}

export const useSoughtApplications = (wanted: Wanted) =>
  useSought<Application>("applications", wanted, (of, after) => answer(client.GET("/api/v1/applications", asked(of, after))));

export const useSoughtLoans = (wanted: Wanted) => useSought<Loan>("loans", wanted, (of, after) => answer(client.GET("/api/v1/loans", asked(of, after))));
