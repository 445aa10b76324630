import type { ReactNode } from "react";
import { I18nProvider } from "react-aria-components";
import { LOCALES } from "../i18n/locales.ts";
import { useText } from "../i18n/text-context.tsx";

/** Gives the page's language to the component library, within the parts that use it and come with it. */
export function AriaLocale({ children }: { children: ReactNode }) {
  const { lang } = useText();
  return <I18nProvider locale={LOCALES[lang].intl}>{children}</I18nProvider>;
}
