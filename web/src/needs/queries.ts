/** Needs as pages read and change them. */

import { useMutation, useQueryClient } from "@tanstack/react-query";

import { answer, client } from "../api/client";
import { useRead } from "../api/queries";
import type { components } from "../api/schema";

type Schemas = components["schemas"];
export type Need = Schemas["FinancingNeedView"];
export type Ask = Schemas["AskView"];
export type Publication = Schemas["PublicationRequest"];
export type BoardNeed = Schemas["BoardNeedView"];
export type Contact = Schemas["ContactRequest"];

/** How often a page asks again for what another side may have done. */
const NEWS_MS = 4_000;

const at = (id: string) => ({ params: { path: { id } } });
const atBank = (id: string, bank: string) => ({ params: { path: { id, bank } } });

export const usePrefill = () => useRead<Schemas["PrefillView"]>(["needs", "prefill"], () => answer(client.GET("/api/v1/needs/prefill")));

export const useNeeds = () =>
  useRead<Need[]>(["needs", "own"], async () => (await answer(client.GET("/api/v1/needs"))).items, { refetchInterval: NEWS_MS });

export const useBoard = () =>
  useRead<BoardNeed[]>(["board"], async () => (await answer(client.GET("/api/v1/board"))).items, { refetchInterval: NEWS_MS });

/** A change after which the needs here are read again. */
export function useNeedChange<Args, Result>(change: (args: Args) => Promise<Result>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSettled: async () => {
      await queries.invalidateQueries({ queryKey: ["needs", "own"] });
      await queries.invalidateQueries({ queryKey: ["board"] });
    },
  });
}

export const draftNeed = (ask: Ask) => answer(client.POST("/api/v1/needs", { body: ask }));
export const saveNeed = (id: string, ask: Ask, version: number) => answer(client.PUT("/api/v1/needs/{id}", { ...at(id), body: { ask, version } }));
export const discardNeed = (id: string) => answer(client.DELETE("/api/v1/needs/{id}", at(id)));
export const publishNeed = (id: string, body: Publication) => answer(client.POST("/api/v1/needs/{id}/publication", { ...at(id), body }));
export const withdrawNeed = (id: string) => answer(client.POST("/api/v1/needs/{id}/withdrawal", { ...at(id), body: { reason: "" } }));
export const agreeTo = (id: string, bank: string) => answer(client.POST("/api/v1/needs/{id}/answers/{bank}/agreement", atBank(id, bank)));
export const refuseBank = (id: string, bank: string) => answer(client.POST("/api/v1/needs/{id}/answers/{bank}/refusal", atBank(id, bank)));
export const pickUp = (id: string) => answer(client.POST("/api/v1/board/{id}/pickup", at(id)));
export const leaveNeed = (id: string) => answer(client.POST("/api/v1/board/{id}/leave", { ...at(id), body: { reason: "" } }));
export const makeContact = (id: string, body: Contact) => answer(client.POST("/api/v1/board/{id}/contact", { ...at(id), body }));
