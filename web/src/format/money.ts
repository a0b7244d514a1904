// Money is integer fen. No float ever holds an amount that is sent back to the server.

import type { Language } from "../i18n/language";

const FEN_PER_YUAN = 100;
const FEN_PER_WAN = 1_000_000;

function grouped(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+$)/g, ",");
}

/** The exact amount, to the fen: 8650000000 fen is "¥86,500,000.00". */
export function exactYuan(fen: number): string {
  const sign = fen < 0 ? "-" : "";
  const whole = Math.abs(fen);
  const yuan = Math.trunc(whole / FEN_PER_YUAN);
  const rest = String(whole % FEN_PER_YUAN).padStart(2, "0");
  return `${sign}¥${grouped(String(yuan))}.${rest}`;
}

/** The number of 万元 with at most two decimals and no trailing zeros: 86500000 fen is "86.5". */
export function wanDigits(fen: number): string {
  const hundredths = Math.round((fen * 100) / FEN_PER_WAN);
  const text = (hundredths / 100).toFixed(2).replace(/\.?0+$/, "");
  const [whole = "0", decimals] = text.replace("-", "").split(".");
  return `${hundredths < 0 ? "-" : ""}${grouped(whole)}${decimals === undefined ? "" : `.${decimals}`}`;
}

/** What a person reads: 万元 in Chinese, whole yuan in English. Below one 万元 the exact yuan says more. */
export function shortMoney(fen: number, language: Language): string {
  if (language === "en") return exactYuan(fen).replace(/\.\d\d$/, "");
  if (Math.abs(fen) < FEN_PER_WAN && fen !== 0) return `${exactYuan(fen).replace("¥", "")} 元`;
  return `${wanDigits(fen)} 万元`;
}

/** An amount typed in 万元 as integer fen, or null when it is not an amount. */
export function fenFromWan(wan: number | string | null | undefined): number | null {
  if (wan === null || wan === undefined || wan === "") return null;
  const match = /^(\d{1,9})(?:\.(\d{1,6}))?$/.exec(String(wan));
  if (!match) return null;
  const [, whole = "0", decimals = ""] = match;
  return Number(whole) * FEN_PER_WAN + Number(decimals.padEnd(6, "0"));
}

/** The number of 万元 that an input shows for an amount in fen. */
export function wanFromFen(fen: number): number {
  return fen / FEN_PER_WAN;
}
