/** Support as pages read and change it. */

import { useMutation, useQueryClient } from "@tanstack/react-query";

import { answer, client } from "../api/client";
import { useRead } from "../api/queries";
import type { components } from "../api/schema";

type Schemas = components["schemas"];
export type Guarantee = Schemas["GuaranteeView"];
export type Book = Schemas["BookView"];
export type Campaign = Schemas["CampaignView"];
export type Terms = Schemas["CampaignTermsView"];
export type Listing = Schemas["ListingView"];
export type ListingRequest = Schemas["ListingRequest"];
export type Criteria = Schemas["CriteriaView"];
export type CriteriaRequest = Schemas["CriteriaRequest"];
export type Objection = Schemas["ObjectionView"];
export type PublicList = Schemas["PublicListView"];
export type Fitting = Schemas["FittingCampaign"];
export type Support = Schemas["SupportView"];

/** How often a page asks again for what another side may have done. */
const NEWS_MS = 5_000;
const at = (id: string) => ({ params: { path: { id } } });

export const useGuarantees = () =>
  useRead<Guarantee[]>(["support", "guarantees"], async () => (await answer(client.GET("/api/v1/guarantees"))).items, { refetchInterval: NEWS_MS });
export const useBook = () => useRead<Book>(["support", "book"], () => answer(client.GET("/api/v1/guarantees/book")));
export const useCampaigns = () => useRead<Campaign[]>(["support", "campaigns"], async () => (await answer(client.GET("/api/v1/campaigns"))).items);
export const useListings = () => useRead<Listing[]>(["support", "lists"], async () => (await answer(client.GET("/api/v1/white-lists"))).items);
export const useCriteria = () => useRead<Criteria[]>(["support", "criteria"], async () => (await answer(client.GET("/api/v1/white-lists/criteria"))).items);
export const useObjections = () =>
  useRead<Objection[]>(["support", "objections"], async () => (await answer(client.GET("/api/v1/white-lists/objections"))).items, { refetchInterval: NEWS_MS });
export const usePublicLists = () => useRead<PublicList[]>(["support", "public-lists"], async () => (await answer(client.GET("/api/v1/white-lists/public"))).items);
export const useFitting = () => useRead<Fitting[]>(["support", "fitting"], async () => (await answer(client.GET("/api/v1/campaigns/fitting"))).items);

/** A change after which all of support is read again. */
export function useSupportChange<Args>(change: (args: Args) => Promise<unknown>) {
  const queries = useQueryClient();
  return useMutation({ mutationFn: change, onSettled: () => queries.invalidateQueries() });
}

export const propose = (id: string, body: Schemas["GuaranteeProposal"]) => answer(client.POST("/api/v1/guarantees/{id}/proposal", { ...at(id), body }));
export const promise = (id: string) => answer(client.POST("/api/v1/guarantees/{id}/promise", at(id)));
export const refuse = (id: string, reason: string) => answer(client.POST("/api/v1/guarantees/{id}/refusal", { ...at(id), body: { reason } }));
export const check = (id: string) => answer(client.POST("/api/v1/guarantees/{id}/claim/check", { ...at(id), body: { comment: "" } }));
export const pay = (id: string) => answer(client.POST("/api/v1/guarantees/{id}/claim/payment", at(id)));
export const reject = (id: string, reason: string) => answer(client.POST("/api/v1/guarantees/{id}/claim/rejection", { ...at(id), body: { reason } }));
export const claim = (id: string) => answer(client.POST("/api/v1/applications/{id}/guarantee/claim", at(id)));
export const draftCampaign = (body: Terms) => answer(client.POST("/api/v1/campaigns", { body }));
export const rewriteCampaign = (id: string, terms: Terms, version: number) => answer(client.PUT("/api/v1/campaigns/{id}", { ...at(id), body: { terms, version } }));
export const discardCampaign = (id: string) => answer(client.POST("/api/v1/campaigns/{id}/discard", at(id)));
export const publishCampaign = (id: string, version: number) => answer(client.POST("/api/v1/campaigns/{id}/publication", { ...at(id), body: { version } }));
export const closeCampaign = (id: string, reason: string) => answer(client.POST("/api/v1/campaigns/{id}/closing", { ...at(id), body: { reason } }));
export const proposeListing = (body: ListingRequest) => answer(client.POST("/api/v1/white-lists", { body }));
export const confirmListing = (id: string) => answer(client.POST("/api/v1/white-lists/{id}/confirmation", at(id)));
export const removeListing = (id: string, reason: string) => answer(client.POST("/api/v1/white-lists/{id}/removal", { ...at(id), body: { reason } }));
export const draftCriteria = (body: CriteriaRequest) => answer(client.POST("/api/v1/white-lists/criteria", { body }));
export const publishCriteria = (id: string) => answer(client.POST("/api/v1/white-lists/criteria/{id}/publication", at(id)));
export const discardCriteria = (id: string) => answer(client.POST("/api/v1/white-lists/criteria/{id}/discard", at(id)));
export const answerObjection = (id: string, outcome: Schemas["ObjectionAnswer"]["outcome"], reason: string) =>
  answer(client.POST("/api/v1/white-lists/objections/{id}/answer", { ...at(id), body: { outcome, reason } }));
export const object = (body: Schemas["ObjectionRequest"]) => answer(client.POST("/api/v1/white-lists/public/objections", { body }));
