import { type Language, useLanguage } from "../../kit/language.ts";

type Both = { zh: string; en: string };
const pick = (language: Language, { zh, en }: Both): string => (language === "en" && en ? en : zh);

/** What the shop wrote, in the language of the page; in Chinese where it wrote no English. */
export function useTongue(): (both: Both) => string {
  const language = useLanguage();
  return (both) => pick(language, both);
}

export function useTitle(): (titled: { titleZh: string; titleEn: string }) => string {
  const language = useLanguage();
  return ({ titleZh, titleEn }) => pick(language, { zh: titleZh, en: titleEn });
}
