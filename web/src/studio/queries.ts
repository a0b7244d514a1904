/** What the studio's pages read from the node, and the steps that they take. */

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";

import { answer, client } from "../api/client";
import { useLanguage } from "../i18n/text";
import type { Version } from "./shape";

export const STUDIO = "studio";
const PROGRESS_MS = 800;

export function useVersions() {
  const language = useLanguage();
  return useQuery({ queryKey: [STUDIO, "list", language], queryFn: () => answer(client.GET("/api/v1/studio/versions")) });
}

/** A version; asked for again while its backtest is under way. */
export function useVersion(id: string) {
  const language = useLanguage();
  return useQuery({
    queryKey: [STUDIO, id, language],
    queryFn: () => answer(client.GET("/api/v1/studio/versions/{id}", { params: { path: { id } } })),
    refetchInterval: ({ state }) => (state.data && underWay(state.data) ? PROGRESS_MS : false),
  });
}

export function underWay(version: Version): boolean {
  return version.backtest !== null && ["waiting", "running"].includes(version.backtest.state);
}

export function useKnownFacts() {
  return useQuery({
    queryKey: [STUDIO, "facts"],
    queryFn: async () => (await answer(client.GET("/api/v1/studio/facts"))).items,
    staleTime: Infinity,
  });
}

/** A call that changes a version: afterwards what it answered is shown, and the list asks again. */
export function useChange<Asked>(call: (asked: Asked) => Promise<Version>, then?: (found: Version) => void) {
  const queries = useQueryClient();
  const language = useLanguage();
  return useMutation({
    mutationFn: call,
    onSuccess: async (found) => {
      queries.setQueryData([STUDIO, found.id, language], found);
      await queries.invalidateQueries({ queryKey: [STUDIO, "list"] });
      then?.(found);
    },
  });
}
