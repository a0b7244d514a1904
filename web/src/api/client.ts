/**
 * One way to the node: typed calls, the language a person reads, and errors that say what to do.
 *
 *   const grants = await answer(client.GET("/api/v1/grants"));
 */

import createClient from "openapi-fetch";

import { storedLanguage } from "../i18n/language";
import { ApiError } from "./errors";
import type { paths } from "./schema";

/** What pages ask by themselves while nobody is there must not keep a session awake. */
const TOUCHED_MS = 120_000;
let touchedAt = Date.now();
for (const touch of ["pointerdown", "keydown", "pointermove", "scroll"] as const) {
  window.addEventListener(touch, () => (touchedAt = Date.now()), { passive: true, capture: true });
}
const isTouched = (): boolean => Date.now() - touchedAt < TOUCHED_MS;

export const client = createClient<paths>({ baseUrl: window.location.origin });

client.use({
  onRequest({ request }) {
    request.headers.set("Accept-Language", storedLanguage());
    // A page of another site cannot set this header, so a write that carries it comes from our own app.
    request.headers.set("X-Puhui-Client", isTouched() ? "portal" : "idle");
    return request;
  },
});

/** The answer of a call, or an `ApiError` thrown. */
export async function answer<T>(call: Promise<{ data?: T; error?: unknown; response: Response }>): Promise<T> {
  let settled: { data?: T; error?: unknown; response: Response };
  try {
    settled = await call;
  } catch {
    throw ApiError.unreachable();
  }
  if (settled.error !== undefined || !settled.response.ok) throw ApiError.from(settled.response.status, settled.error);
  return settled.data as T;
}
