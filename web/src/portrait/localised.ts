/** The portrait's document has every text in both languages; a reader gets one. */

import type { Language } from "../i18n/language";

type Both = { zh: string; en: string };

/** The same shape with one language in place of each text. */
export type Localised<T> = T extends Both
  ? string
  : T extends readonly (infer Item)[]
    ? Localised<Item>[]
    : T extends object
      ? { [Key in keyof T]: Localised<T[Key]> }
      : T;

function isText(value: object): value is Both {
  const keys = Object.keys(value);
  return keys.length === 2 && "zh" in value && "en" in value;
}

export function localised<T>(value: T, language: Language): Localised<T> {
  if (Array.isArray(value)) return value.map((item) => localised(item, language)) as Localised<T>;
  if (typeof value !== "object" || value === null) return value as Localised<T>;
  if (isText(value)) return value[language === "en" ? "en" : "zh"] as Localised<T>;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, localised(item, language)])) as Localised<T>;
}
