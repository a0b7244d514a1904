import { useQueryClient } from "@tanstack/react-query";
import { App } from "antd";
import { useEffect } from "react";

import { ApiError } from "../api/errors";
import { useText } from "../i18n/text";

/** Marks a step that somebody else may have taken first. */
export const MAY_BE_STALE = { mayBeStale: true } as const;

/**
 * Watches over every step so marked: where the node answers that things have moved on (409), the page is read anew, and
 * what happened is said where it stays to be read, even if the form that asked has gone.
 */
export function StalePage() {
  const t = useText();
  const queries = useQueryClient();
  const { notification } = App.useApp();
  useEffect(
    () =>
      queries.getMutationCache().subscribe((event) => {
        if (event.type !== "updated" || event.action.type !== "error" || !event.mutation.meta?.["mayBeStale"]) return;
        const { error } = event.action;
        if (!(error instanceof ApiError) || error.status !== 409) return;
        notification.warning({ title: t("stale.title"), description: `${error.message} ${error.remedy}`, duration: 0, role: "alert" });
        void queries.invalidateQueries();
      }),
    [queries, notification, t],
  );
  return null;
}
