/** What a page reads from the node. Keys carry the language: the server's sentences come in it. */

import { hashKey, useQuery, type UseQueryResult } from "@tanstack/react-query";

import { useLanguage } from "../i18n/text";
import { answer, client } from "./client";
import { ApiError } from "./errors";
import type {
  Advice,
  Application,
  Checks,
  Computation,
  ComputationOptions,
  Decision,
  Elsewhere,
  Enterprise,
  Grant,
  Loan,
  Mandate,
  Matches,
  NodeInfo,
  OwnOpinion,
  Portrait,
  Product,
  Score,
  SecretScore,
  Session,
  Uses,
  Verification,
  Watch,
} from "./models";

/** How often a page asks again for what another organisation may have moved on. */
const NEWS_MS = 4_000;
/** The same while something is under way that a person watches. */
const PROGRESS_MS = 1_000;
/** A receipt is ready once enough witnesses cosigned a head that covers it: seconds, not minutes. */
const RECEIPT_TRIES = 20;
const RECEIPT_PAUSE_MS = 1_500;

type Manner<T> = {
  refetchInterval?: number | ((query: { state: { data?: T } }) => number | false);
  retry?: (failures: number, error: Error) => boolean;
  retryDelay?: number;
};

function isAnotherLanguageOf(key: readonly unknown[], other: readonly unknown[]): boolean {
  return hashKey(key.slice(0, -1)) === hashKey(other.slice(0, -1)) && key.at(-1) !== other.at(-1);
}

/** After a change of language what was read stays until it comes in the new one, so that no form is lost half filled in. */
export function useRead<T>(key: readonly unknown[], read: () => Promise<T>, manner: Manner<T> = {}): UseQueryResult<T> {
  const language = useLanguage();
  return useQuery<T>({
    queryKey: [...key, language],
    queryFn: read,
    placeholderData: (before, from) => (from && isAnotherLanguageOf([...key, language], from.queryKey) ? before : undefined),
    ...manner,
  });
}

async function orNull<T>(status: number, read: Promise<T>): Promise<T | null> {
  try {
    return await read;
  } catch (error) {
    if (error instanceof ApiError && error.status === status) return null;
    throw error;
  }
}

export const useNode = () => useRead<NodeInfo>(["node"], () => answer(client.GET("/api/v1/node")));

/** The session, or null when nobody is signed in. */
export const useSession = () =>
  useRead<Session | null>(["session"], () => orNull(401, answer(client.GET("/api/v1/session"))));

export const useEnterprise = () => useRead<Enterprise>(["enterprise"], () => answer(client.GET("/api/v1/enterprise")));

/** The newest score, or null before the first. */
export const useLatestScore = () =>
  useRead<Score | null>(["score", "latest"], () => orNull(404, answer(client.GET("/api/v1/scores/latest"))));

export const useScores = () =>
  useRead<Score[]>(["score", "history"], async () => (await answer(client.GET("/api/v1/scores"))).items);

/** What would lift the newest score; `score` is its id, so that a newer one is asked for anew. */
export const useAdvice = (score: string) =>
  useRead<Advice>(["score", "advice", score], () => answer(client.GET("/api/v1/scores/advice")));

/** The enterprise's own portrait, or null before the first score. */
export const useOwnPortrait = () =>
  useRead<Portrait | null>(["portrait"], () => orNull(404, answer(client.GET("/api/v1/enterprise/portrait"))));

/** An applicant's portrait: null before the assessment, `over` once a grant behind it has ended. `version` asks anew. */
export const useApplicantPortrait = (id: string, version: string) =>
  useRead<Portrait | "over" | null>(["applications", id, "portrait", version], async () => {
    try {
      return await orNull(404, answer(client.GET("/api/v1/applications/{id}/portrait", { params: { path: { id } } })));
    } catch (error) {
      if (error instanceof ApiError && error.status === 410) return "over";
      throw error;
    }
  });
export const useOwnOpinion = () => useRead<OwnOpinion>(["opinion"], () => answer(client.GET("/api/v1/enterprise/opinion")));

export const useGrants = () => useRead<Grant[]>(["grants"], async () => (await answer(client.GET("/api/v1/grants"))).items);

export const useUses = () => useRead<Uses>(["uses"], () => answer(client.GET("/api/v1/uses")));

export type NeedQuery = { amount_fen: number; term_months: number; purpose: string };

export const useMatches = (need: NeedQuery) =>
  useRead<Matches>(["matches", need], () => answer(client.GET("/api/v1/matches", { params: { query: need } })));

export const useProducts = () =>
  useRead<Product[]>(["products"], async () => (await answer(client.GET("/api/v1/products"))).items);

export const useApplications = () =>
  useRead<Application[]>(["applications"], async () => (await answer(client.GET("/api/v1/applications"))).items, {
    refetchInterval: NEWS_MS,
  });

export const useApplication = (id: string) =>
  useRead<Application>(
    ["applications", id],
    () => answer(client.GET("/api/v1/applications/{id}", { params: { path: { id } } })),
    { refetchInterval: NEWS_MS },
  );

export const useDecision = (id: string) =>
  useRead<Decision>(["decisions", id], () => answer(client.GET("/api/v1/decisions/{id}", { params: { path: { id } } })));

export const useLoan = (id: string) =>
  useRead<Loan>(["loans", id], () => answer(client.GET("/api/v1/loans/{id}", { params: { path: { id } } })));

export const useVerification = (entry: string) =>
  useRead<Verification>(
    ["receipts", entry],
    () => answer(client.GET("/api/v1/receipts/{entry}/verification", { params: { path: { entry } } })),
    {
      retry: (failures, error) => error instanceof ApiError && error.retriable && failures < RECEIPT_TRIES,
      retryDelay: RECEIPT_PAUSE_MS,
    },
  );

const underWay = (one: Computation): boolean => one.over_at === null;

export const useComputations = () =>
  useRead<Computation[]>(["computations"], async () => (await answer(client.GET("/api/v1/computations"))).items, {
    refetchInterval: ({ state }) => (state.data?.some(underWay) ? PROGRESS_MS : NEWS_MS),
  });

export const useComputation = (id: string) =>
  useRead<Computation>(
    ["computations", id],
    () => answer(client.GET("/api/v1/computations/{id}", { params: { path: { id } } })),
    { refetchInterval: ({ state }) => (state.data && underWay(state.data) ? PROGRESS_MS : false) },
  );

/** How far the secret score of an application is. */
export const useSecretScore = (id: string) =>
  useRead<SecretScore>(
    ["applications", id, "secret-score"],
    () => answer(client.GET("/api/v1/applications/{id}/scoring", { params: { path: { id } } })),
    { refetchInterval: ({ state }) => (state.data?.state === "running" ? PROGRESS_MS : NEWS_MS) },
  );

export const useChecks = (id: string, version: string) =>
  useRead<Checks>(["applications", id, "checks", version], () => answer(client.GET("/api/v1/applications/{id}/checks", { params: { path: { id } } })));

export const useWatch = (id: string) =>
  useRead<Watch>(
    ["applications", id, "watch"],
    () => answer(client.GET("/api/v1/applications/{id}/checks/watchlist", { params: { path: { id } } })),
    { refetchInterval: ({ state }) => (state.data?.state === "running" ? PROGRESS_MS : false) },
  );

export const useElsewhere = (id: string) =>
  useRead<Elsewhere>(
    ["applications", id, "elsewhere"],
    () => answer(client.GET("/api/v1/applications/{id}/elsewhere", { params: { path: { id } } })),
    { refetchInterval: ({ state }) => (state.data?.state === "running" ? PROGRESS_MS : NEWS_MS) },
  );

/** What a mandate or a computation may name at this node. */
export const useComputationOptions = () =>
  useRead<ComputationOptions>(["computations", "options"], () => answer(client.GET("/api/v1/computations/options")));

export const useMandates = () =>
  useRead<Mandate[]>(["mandates"], async () => (await answer(client.GET("/api/v1/mandates"))).items, { refetchInterval: NEWS_MS });
