import { use } from "react";
import type { Areas } from "#contract/words/areas";
import { currentLanguage, type Language, preferredLanguage, speak, useLanguage } from "./language.ts";

export type Area = keyof Areas;
type Catalogue = { default: Areas[Area] };

const loaders: Record<Language, Record<string, () => Promise<Catalogue>>> = {
  zh: import.meta.glob<Catalogue>("../../contract/words/zh/*.ts"),
  en: import.meta.glob<Catalogue>("../../contract/words/en/*.ts"),
};
const loading = new Map<string, Promise<Areas[Area]>>();
const used = new Set<Area>();

function load<A extends Area>(area: A, wanted: Language): Promise<Areas[A]> {
  const key = `${wanted}/${area}`;
  const begun = loading.get(key);
  if (begun) return begun as Promise<Areas[A]>;
  const loader = loaders[wanted][`../../contract/words/${key}.ts`];
  if (!loader) throw new Error(`contract/words/${key}.ts is missing`);
  const coming = loader().then((file) => {
    // React reads these two: a catalogue that is here is used without a pause, and by the same call as one that is not.
    void Object.assign(coming, { status: "fulfilled", value: file.default });
    return file.default;
  });
  // A catalogue that failed on a bad line may be asked for again.
  coming.catch(() => loading.delete(key));
  loading.set(key, coming);
  return coming as Promise<Areas[A]>;
}

/** Loads areas ahead of their screens, so that the first paint has its words. */
export async function loadWords(...areas: Area[]): Promise<void> {
  await Promise.all(areas.map((area) => load(area, currentLanguage())));
}

export const beginLanguage = (): void => speak(preferredLanguage());

/** Switches when everything on the screen is there in the new language: no flash of empty words. */
export async function setLanguage(next: Language): Promise<void> {
  if (next === currentLanguage()) return;
  await Promise.all([...used].map((area) => load(area, next)));
  speak(next);
}

/** The words of one area in the language of the moment; suspends only while they are on their way. */
export function useWords<A extends Area>(area: A): Areas[A] {
  const wanted = useLanguage();
  used.add(area);
  return use(load(area, wanted));
}
