import { useLanguage } from "../../kit/language.ts";

type Titled = { titleZh: string; titleEn: string };

/** A product's title in the reader's language; not every shop wrote an English one. */
export function useTitle(): (titled: Titled) => string {
  const language = useLanguage();
  return ({ titleZh, titleEn }) => (language === "en" && titleEn ? titleEn : titleZh);
}
