import { type Lang, LOCALES, READABLE } from "../i18n/locales.ts";
import { useText } from "../i18n/text-context.tsx";
import icon from "../icon.svg";

export function Header({ onLang }: { onLang: (lang: Lang) => void }) {
  const { t, lang } = useText();
  const choices = READABLE.includes(lang) ? READABLE : [...READABLE, lang];
  return (
    <header className="page-header">
      <a className="skip" href="#results">
        {t("app.skip")}
      </a>
      <div className="brand">
        <img src={icon} width="32" height="32" alt="" />
        <div>
          <h1>{t("app.name")}</h1>
          <p className="quiet tagline">{t("app.tagline")}</p>
        </div>
      </div>
      <label className="language no-print">
        <span>{t("app.language")}</span>
        <select value={lang} onChange={(event) => onLang(event.target.value as Lang)}>
          {choices.map((code) => (
            <option key={code} value={code} lang={LOCALES[code].intl}>
              {LOCALES[code].own}
            </option>
          ))}
        </select>
      </label>
    </header>
  );
}
