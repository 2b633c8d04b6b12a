import { useSyncExternalStore } from "react";

export type Language = "zh" | "en";

const listeners = new Set<() => void>();
let language: Language = "zh";

const known = (value: string | null | undefined): Language | undefined =>
  value?.startsWith("zh") ? "zh" : value?.startsWith("en") ? "en" : undefined;

/** `?lang=` wins over the cookie, the cookie over the browser; Chinese when nobody says. */
export function preferredLanguage(): Language {
  const asked = new URLSearchParams(location.search).get("lang");
  const kept = /(?:^|; )lang=(\w+)/.exec(document.cookie)?.[1];
  const browsers = navigator.languages.map(known).find((found) => found !== undefined);
  return known(asked) ?? known(kept) ?? browsers ?? "zh";
}

export const currentLanguage = (): Language => language;

/** Tells the document, the server (for share pages and messages) and every component that reads it. */
export function speak(next: Language): void {
  language = next;
  document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
  document.cookie = `lang=${language}; path=/; max-age=31536000; samesite=lax`;
  for (const tell of listeners) tell();
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const useLanguage = (): Language => useSyncExternalStore(subscribe, currentLanguage);
