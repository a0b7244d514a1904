import type { zh } from "./zh-CN";

/** The same in English. */
export const en: Record<keyof typeof zh, string> = {
  "sealed.product": "The bank sees",
  "sealed.product.score": "a score, and no figure behind it",
  "sealed.consent.title": "Let {lender} have a score",
  "sealed.consent.says": "{receiver} gets the score, its grade, its probability of default and the coverage, and none of the figures marked “computed with only”",
  "sealed.consent.how": "{count} of the organisations below turn their figures into points by “{model}” where the figures lie, and add the points by a private computation. Data stays where it is, and none of them sees another's.",
  "sealed.consent.joins": "computed with only",
  "sealed.consent.checks": "→ {receiver}, for checks against fraud alone",
  "sealed.consent.model": "Model {name} {version} · digest",
  "sealed.shown": "score only",
  "sealed.title": "Secret score",
  "sealed.what": "Under the enterprise's grants the bureaus compute its score by a private computation. We get the score and not one figure behind it. Each run takes one use of every grant, which the enterprise sees. It takes seconds, at most about a minute.",
  "sealed.act": "Ask for the secret score",
  "sealed.again": "Ask again",
  "sealed.asked": "asked at {at}",
  "sealed.assessing": "The score is there; the rules are looking at it",
  "sealed.failed": "There is no score; you can ask again",
  "sealed.parties": "{parties} compute together",
  "sealed.custodians": "Computed by",
  "sealed.portrait": "Score (a score is all that is shown)",
  "sealed.portrait.says": "The bureaus computed this score together, in secret. No figure behind it ever reaches us.",
  "sealed.portrait.empty": "The score stands here once it was computed.",
  "sealed.job": "Computation",
  "sealed.digest": "Model digest",
  "sealed.unsized": "Methods not used",
};
