/** What pages about people and news read from the node. */

import { useQuery, useQueryClient, type UseQueryResult } from "@tanstack/react-query";
import { useEffect } from "react";

import { answer, client } from "../api/client";
import type { Factor, Notification, People, Sessions, TokenList, Trail, Wishes } from "../api/models";
import { useLanguage } from "../i18n/text";

const LIST = "notifications";

export type News = { items: Notification[]; unread: number };

export function useNews(): UseQueryResult<News> {
  const language = useLanguage();
  return useQuery({ queryKey: [LIST, language], queryFn: () => answer(client.GET("/api/v1/notifications")) });
}

/**
 * Listens for news as long as the page is open. A connection that is lost comes back by itself and goes on where it
 * ended; whatever comes in is read again with the page's own query, so that there is one place that knows it.
 */
export function useLiveNews(): void {
  const queries = useQueryClient();
  useEffect(() => {
    const stream = new EventSource("/api/v1/notifications/stream");
    const again = () => void queries.invalidateQueries({ queryKey: [LIST] });
    const told = () => {
      again();
      void queries.invalidateQueries({ queryKey: ["applications"] });
    };
    stream.addEventListener("notification", told);
    stream.addEventListener("unread", again);
    return () => stream.close();
  }, [queries]);
}

const useOwn = <T>(key: string, read: () => Promise<T>): UseQueryResult<T> => {
  const language = useLanguage();
  return useQuery({ queryKey: [key, language], queryFn: read });
};

export const usePeople = () => useOwn<People>("people", () => answer(client.GET("/api/v1/people")));
export const useTrail = () => useOwn<Trail>("people-trail", () => answer(client.GET("/api/v1/people/trail")));
export const useTokens = () => useOwn<TokenList>("tokens", () => answer(client.GET("/api/v1/tokens")));
export const useSessions = () => useOwn<Sessions>("sessions", () => answer(client.GET("/api/v1/sessions")));
export const useFactor = () => useOwn<Factor>("factor", () => answer(client.GET("/api/v1/session/factor")));
export const useWishes = () => useOwn<Wishes>("wishes", () => answer(client.GET("/api/v1/notifications/wishes")));
