import type { zh } from "./zh-CN";

/** The same in English. */
export const en: Record<keyof typeof zh, string> = {
  "application.withdraw": "Withdraw the application",
  "application.withdraw.help": "You may withdraw until the contract is signed; it cannot be undone. Your grants stay and are revoked one by one under Consents.",
  "application.withdraw.reason": "Why (the bank reads it)",
  "application.withdraw.confirm": "Withdraw",
  "application.withdraw.keep": "Keep it",
  "application.withdrawn": "You have withdrawn this application",
  "application.withdrawn.help": "The bank works on it no more. Your grants still hold: revoke them under Consents if you do not need them.",
  "application.withdrawn.act": "Manage grants",
};
