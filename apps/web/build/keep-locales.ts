import type { Plugin } from "vite";

const LOCALE_FILE =
  /[\\/](?:react-aria|react-stately|@react-aria|@react-stately)[\\/].*[\\/]intl[\\/].*?([a-z]{2}-[A-Z]{2})\.(?:m?js|cjs)$/;

/**
 * Drops the component library's own phrases in languages that the page does not have: they are imported all
 * together and weigh more than the components' code. The library falls back to en-US by itself.
 */
export function keepLocales(kept: readonly string[]): Plugin {
  return {
    name: "keep-locales",
    enforce: "pre",
    load(id) {
      const locale = LOCALE_FILE.exec(id)?.[1];
      if (locale === undefined || kept.includes(locale)) return null;
      return "export default {};";
    },
  };
}
