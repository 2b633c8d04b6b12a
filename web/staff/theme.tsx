import { App, ConfigProvider, type ThemeConfig } from "antd";
import type { Locale } from "antd/es/locale";
import { type ReactNode, useEffect, useState } from "react";
import { type Language, useLanguage } from "../kit/language.ts";

// The same palette as kit/tokens.css: antd derives its shades from real colours, so variables cannot be given here.
const theme: ThemeConfig = {
  token: {
    colorPrimary: "#d63a0a",
    colorLink: "#c73304",
    colorSuccess: "#187a46",
    colorWarning: "#b97800",
    colorError: "#b4232f",
    colorInfo: "#2b5fd0",
    colorTextBase: "#1c1512",
    colorTextPlaceholder: "#766a63",
    colorTextDescription: "#766a63",
    colorBgLayout: "#f6f4f2",
    colorBorderSecondary: "#ece5df",
    borderRadius: 8,
    borderRadiusLG: 12,
    fontFamily: "var(--font)",
    controlHeight: 40,
    controlHeightLG: 44,
  },
  components: {
    Layout: { headerBg: "#ffffff", siderBg: "#ffffff", headerHeight: 56, headerPadding: "0 20px" },
    Menu: { itemSelectedBg: "#fff1ea", itemSelectedColor: "#c73304", itemBorderRadius: 8, activeBarBorderWidth: 0 },
    Table: {
      headerBg: "#faf8f6",
      headerColor: "#5d524c",
      cellPaddingBlock: 12,
      rowHoverBg: "#fdfaf7",
      rowSelectedBg: "#fff6f1",
      rowSelectedHoverBg: "#fff1ea",
    },
    Card: { bodyPadding: 20 },
  },
};

const locales: Record<Language, () => Promise<{ default: Locale }>> = {
  zh: () => import("antd/es/locale/zh_CN"),
  en: () => import("antd/es/locale/en_US"),
};
const loaded: Partial<Record<Language, Locale>> = {};

export async function loadLocale(language: Language): Promise<void> {
  loaded[language] ??= (await locales[language]()).default;
}

/** The old language of antd's own words stays until the new one is here: nothing on the page is taken down. */
export function Theme({ children }: { children: ReactNode }) {
  const language = useLanguage();
  const [locale, setLocale] = useState(loaded[language]);
  useEffect(() => {
    let wanted = true;
    void loadLocale(language).then(() => wanted && setLocale(loaded[language]));
    return () => {
      wanted = false;
    };
  }, [language]);
  return (
    <ConfigProvider theme={theme} {...(locale ? { locale } : {})} button={{ autoInsertSpace: false }}>
      <App component={false}>{children}</App>
    </ConfigProvider>
  );
}
