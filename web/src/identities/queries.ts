/** Identity providers: which there are, and the way there. */

import { useMutation, useQuery } from "@tanstack/react-query";

import { answer, client } from "../api/client";
import type { IdentityProvider } from "../api/models";
import { useLanguage } from "../i18n/text";

const PAGE = "puhui.sign_in.page";
const INVITATION = "puhui.sign_in.invitation";

export const useProviders = () =>
  useQuery({ queryKey: ["providers"], queryFn: async () => (await answer(client.GET("/api/v1/session/providers"))).items });

export const useIdentities = (enabled: boolean) =>
  useQuery({ queryKey: ["identities"], queryFn: async () => (await answer(client.GET("/api/v1/session/identities"))).items, enabled });

export function useProviderLabel(): (provider: IdentityProvider) => string {
  const language = useLanguage();
  return (provider) => (language === "en" ? provider.label_en : provider.label_zh);
}

export type Errand = "sign_in" | "take_up" | "link" | "confirm";

/** Leaves this page for a provider's. Who comes back finds the page they left, and their invitation's code. */
export function useLeave() {
  return useMutation({
    mutationFn: async ({ name, errand, invitation }: { name: string; errand: Errand; invitation?: string }) => {
      const { url } = await answer(departure(name, errand));
      sessionStorage.setItem(PAGE, errand === "confirm" ? window.location.pathname : errand === "link" ? "/account" : "/");
      if (invitation) sessionStorage.setItem(INVITATION, invitation);
      window.location.assign(url);
    },
  });
}

function departure(name: string, errand: Errand) {
  const params = { path: { name } };
  if (errand === "link") return client.POST("/api/v1/session/providers/{name}/link", { params });
  if (errand === "confirm") return client.POST("/api/v1/session/providers/{name}/confirmation", { params });
  return client.POST("/api/v1/session/providers/{name}", { params, body: { purpose: errand } });
}

/** What was kept for the way back; it is gone once read. */
export function takeKept(): { page: string; invitation: string } {
  const [page, invitation] = [PAGE, INVITATION].map((key) => {
    const kept = sessionStorage.getItem(key) ?? "";
    sessionStorage.removeItem(key);
    return kept;
  });
  return { page: page || "/", invitation: invitation ?? "" };
}
