import type { zh } from "./zh-CN";

/** What every page may have to say. */
export const en: Record<keyof typeof zh, string> = {
  "stale.title": "Things have moved on; the page is up to date now",
  "history.none": "Once the other side has it, every step appears here with its receipt.",
};
