/**
 * Every sentence of the portal, in both languages, checked by the type system.
 *
 *   const t = useText();
 *   t("uses.gap", { seq: 3 });   // a missing or misspelt value does not compile
 */

import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from "react";

import { en } from "./en";
import { storedLanguage, storeLanguage, type Language } from "./language";
import { zh } from "./zh-CN";

export type TextKey = keyof typeof zh;
export type Dictionary = Record<TextKey, string>;

type Slots<Sentence extends string> = Sentence extends `${string}{${infer Name}}${infer Rest}` ? Name | Slots<Rest> : never;
type Values<Key extends TextKey> = [Slots<(typeof zh)[Key]>] extends [never]
  ? []
  : [values: Record<Slots<(typeof zh)[Key]>, string | number>];

/** Keys of sentences that stand as they are, without values to fill in. */
export type PlainKey = { [Key in TextKey]: [Slots<(typeof zh)[Key]>] extends [never] ? Key : never }[TextKey];

export type Translate = <Key extends TextKey>(key: Key, ...values: Values<Key>) => string;

const dictionaries: Record<Language, Dictionary> = { "zh-CN": zh, en };

/** Put values in for the `{slots}` of a sentence. */
export function fill(sentence: string, values: Record<string, string | number> = {}): string {
  return sentence.replace(/\{(\w+)\}/g, (slot, name: string) => (name in values ? String(values[name]) : slot));
}

export function translator(language: Language): Translate {
  return (key, ...values) => fill(dictionaries[language][key], values[0] as Record<string, string | number> | undefined);
}

type Choice = { language: Language; choose: (language: Language) => void };
const LanguageContext = createContext<Choice>({ language: "zh-CN", choose: () => undefined });

export function LanguageProvider({ children }: { children: ReactNode }) {
  const [language, setLanguage] = useState<Language>(storedLanguage);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const choice = useMemo(
    () => ({
      language,
      choose: (next: Language) => {
        storeLanguage(next);
        setLanguage(next);
      },
    }),
    [language],
  );
  return <LanguageContext value={choice}>{children}</LanguageContext>;
}

export const useLanguage = (): Language => useContext(LanguageContext).language;
export const useLanguageChoice = (): Choice => useContext(LanguageContext);

export function useText(): Translate {
  const language = useLanguage();
  return useMemo(() => translator(language), [language]);
}

/** The label of a code that the server sent, e.g. `label("state", "submitted")`; a code we do not know shows as it is. */
export function useLabel(): (group: string, code: string | null | undefined) => string {
  const language = useLanguage();
  return useMemo(
    () => (group, code) =>
      code ? ((dictionaries[language] as Record<string, string>)[`${group}.${code.toLowerCase()}`] ?? code) : "—",
    [language],
  );
}
