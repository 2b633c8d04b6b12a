import { Icon } from "./icon.tsx";
import styles from "./language-switch.module.css";
import { useLanguage } from "./language.ts";
import { setLanguage } from "./words.ts";

/** Names the other language in that language, so that who needs it can read it. */
export function LanguageSwitch({ dark = false }: { dark?: boolean }) {
  const next = useLanguage() === "zh" ? "en" : "zh";
  return (
    <button
      type="button"
      className={dark ? styles.dark : styles.switch}
      lang={next === "zh" ? "zh-CN" : "en"}
      onClick={() => void setLanguage(next)}
    >
      <Icon name="globe" size={18} />
      {next === "zh" ? "中文" : "English"}
    </button>
  );
}
