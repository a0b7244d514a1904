import type { zh } from "./zh-CN";

/** The same in English. */
export const en: Record<keyof typeof zh, string> = {
  "nav.opinion": "Public opinion",
  "nav.short.opinion": "Opinion",
  "opinion.title": "Public opinion",
  "opinion.lead": "What published articles of three years say of your enterprise. The platform gives it to a bank only where you allow it, and every use is numbered.",
  "opinion.tab": "Public opinion ({count} warnings)",
  "opinion.absent": "No public opinion: not granted, or the enterprise is not on the register.",
  "opinion.use": "For reference and early warning only, never part of the score. No news is not bad news.",
  "opinion.as_of": "Up to {day}, compiled as “{by}”. The mood is judged by the model {model} and may be wrong: read the article.",
  "opinion.no_warning": "No early warning.",
  "opinion.bad": "bad",
  "opinion.neutral": "neutral",
  "opinion.good": "good",
  "opinion.reference": "share of bad events, 12 months before (for reference)",
  "opinion.uncovered": "not covered by the feed",
  "opinion.warning": "events that a warning rests on",
  "opinion.spoken": "three years of public opinion: {bad} bad events, {neutral} neutral, {good} good, {warnings} warnings",
  "opinion.events": "Events",
  "opinion.none": "no article in three years",
  "opinion.day": "Day",
  "opinion.mood": "Mood",
  "opinion.event": "Event",
  "opinion.topic": "Topic",
  "opinion.sources": "Sources",
  "opinion.cut": "There were more reports: the newest are listed.",
};
