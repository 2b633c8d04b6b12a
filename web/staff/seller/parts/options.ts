import { useLanguage } from "../../../kit/language.ts";

type Said = { zh: string; en: string };
type Option = { name: Said; value: Said };

/** The choice that makes a SKU: “Colour: red · Size: M”. */
export function useOptionText(): (options: readonly Option[]) => string {
  const language = useLanguage();
  const say = ({ zh, en }: Said) => (language === "en" && en ? en : zh);
  return (options) => options.map(({ value }) => say(value)).join(" · ");
}
