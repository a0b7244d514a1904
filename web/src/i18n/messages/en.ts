import type { zh } from "./zh-CN";

/** The same in English. */
export const en: Record<keyof typeof zh, string> = {
  "messages.title": "Messages",
  "messages.banker": "Your banker: {name}",
  "messages.empty.enterprise": "Ask the bank here; they are told at once",
  "messages.empty.bank": "Ask the enterprise here, or for more; they are told at once",
  "messages.write": "Write a message",
  "messages.send": "Send",
};
