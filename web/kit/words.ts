import { use, useSyncExternalStore } from "react";
import type { Areas } from "#contract/words/areas";

export type Language = "zh" | "en";
export type Area = keyof Areas;
type Catalogue = { default: Areas[Area] };

const loaders: Record<Language, Record<string, () => Promise<Catalogue>>> = {
  zh: import.meta.glob<Catalogue>("../../contract/words/zh/*.ts"),
  en: import.meta.glob<Catalogue>("../../contract/words/en/*.ts"),
};
const ready = new Map<string, Areas[Area]>();
const loading = new Map<string, Promise<Areas[Area]>>();
const used = new Set<Area>();
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

function load<A extends Area>(area: A, wanted: Language): Promise<Areas[A]> {
  const key = `${wanted}/${area}`;
  const begun = loading.get(key);
  if (begun) return begun as Promise<Areas[A]>;
  const loader = loaders[wanted][`../../contract/words/${key}.ts`];
  if (!loader) throw new Error(`contract/words/${key}.ts is missing`);
  const coming = loader().then((file) => {
    ready.set(key, file.default);
    return file.default;
  });
  // A catalogue that failed on a bad line may be asked for again.
  coming.catch(() => loading.delete(key));
  loading.set(key, coming);
  return coming as Promise<Areas[A]>;
}

/** Loads areas ahead of their screens, so that the first paint has its words. */
export async function loadWords(...areas: Area[]): Promise<void> {
  await Promise.all(areas.map((area) => load(area, language)));
}

function tellDocument(): void {
  document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
  // biome-ignore lint/suspicious/noDocumentCookie: read by the server for its share pages, one year
  document.cookie = `lang=${language}; path=/; max-age=31536000; samesite=lax`;
}

export function beginLanguage(): Language {
  language = preferredLanguage();
  tellDocument();
  return language;
}

/** Switches when everything on the screen is there in the new language: no flash of empty words. */
export async function setLanguage(next: Language): Promise<void> {
  if (next === language) return;
  await Promise.all([...used].map((area) => load(area, next)));
  language = next;
  tellDocument();
  for (const tell of listeners) tell();
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const useLanguage = (): Language => useSyncExternalStore(subscribe, currentLanguage);

/** The words of one area in the language of the moment; suspends only while they are on their way. */
export function useWords<A extends Area>(area: A): Areas[A] {
  const wanted = useLanguage();
  used.add(area);
  const here = ready.get(`${wanted}/${area}`) as Areas[A] | undefined;
  return here ?? use(load(area, wanted));
}
