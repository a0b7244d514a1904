/** The languages of the house, as BCP 47 tags. Chinese first. */
export type Language = "zh-CN" | "en";

const KEY = "puhui.language";

/** The language this person chose here, else Chinese. */
export function storedLanguage(): Language {
  return localStorage.getItem(KEY) === "en" ? "en" : "zh-CN";
}

export function storeLanguage(language: Language): void {
  localStorage.setItem(KEY, language);
}
