export const en = {
  "matches.first": "The first {shown} of {total} products are shown.",
  "matches.guess":
    "How likely a bank approves is a documented default: too few decisions are known yet. No bank can pay for a place.",
  "matches.fitted":
    "How likely a bank approves is learnt from {outcomes} decisions of this market, as of {date}. No bank can pay for a place.",
};
