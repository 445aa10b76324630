import { lazy, Suspense, useEffect, useLayoutEffect, useState } from "react";
import { useNetwork } from "./api/queries.ts";
import { type Catalogue, ENGLISH, loadPhrases, untranslated } from "./i18n/catalogue.ts";
import { en } from "./i18n/en.ts";
import { isReadable, type Lang, LOCALES, preferredLang } from "./i18n/locales.ts";
import { TextProvider, useText } from "./i18n/text-context.tsx";
import { Header } from "./page/header.tsx";
import { PlannerPage } from "./page/planner-page.tsx";
import { usePageState } from "./state/navigation.ts";
import { NamesProvider, useNames } from "./ui/names-context.tsx";

const ClaimPage = lazy(async () => ({ default: (await import("./claim/claim-page.tsx")).ClaimPage }));

const KNOWN: ReadonlySet<string> = new Set(Object.keys(en));

/** The page in the language of the address, or of the browser. */
export function App() {
  const [state, go] = usePageState();
  const lang = state.lang ?? preferredLang(navigator.languages);
  const phrases = usePhrases(lang);
  const network = useNetwork(state.form.asOf);
  if (phrases === null) return null;
  return (
    <TextProvider lang={phrases.lang} phrases={phrases.phrases} known={KNOWN}>
      <NamesProvider network={network.data}>
        <DocumentTitle from={state.form.from} to={state.form.to} day={state.form.ready.slice(0, 10)} />
        <Header onLang={(next) => go({ ...state, lang: next })} />
        <Untranslated phrases={phrases.phrases} />
        {window.location.pathname === "/claim" ? (
          <Suspense fallback={null}>
            <ClaimPage />
          </Suspense>
        ) : (
          <PlannerPage state={state} go={go} network={network.data} settled={!network.isPending} />
        )}
        <Footer />
      </NamesProvider>
    </TextProvider>
  );
}

/** Phrases of a language with that language; the former ones until they have come. */
function usePhrases(lang: Lang): { lang: Lang; phrases: Catalogue } | null {
  const [loaded, setLoaded] = useState<{ lang: Lang; phrases: Catalogue } | null>(
    lang === "en" ? { lang, phrases: ENGLISH } : null,
  );
  useEffect(() => {
    let current = true;
    loadPhrases(lang)
      .catch(() => ENGLISH)
      .then((phrases) => {
        if (current) setLoaded({ lang, phrases });
      });
    return () => {
      current = false;
    };
  }, [lang]);
  return loaded;
}

function DocumentTitle({ from, to, day }: { from: string; to: string; day: string }) {
  const { t, lang, dir, format } = useText();
  const { place } = useNames();
  const title = t("app.documentTitle", { from: place(from), to: place(to), date: format.day(day) });
  // Before the first picture: it would be laid out from the left, with faces of another language.
  useLayoutEffect(() => {
    document.documentElement.lang = isReadable(lang) ? lang : "en";
    document.documentElement.dir = dir;
    document.title = title.replace(/[\u2066-\u2069]/g, "");
  }, [lang, dir, title]);
  return null;
}

/** Says of a language that is chosen but not yet written how much of the page is English. */
function Untranslated({ phrases }: { phrases: Catalogue }) {
  const { t, lang } = useText();
  const n = lang === "en" ? 0 : untranslated(phrases).length;
  if (n === 0) return null;
  return (
    <p className="notice notice-warn untranslated" role="note">
      {t("app.untranslated", { language: LOCALES[lang].own, n, total: KNOWN.size })}
    </p>
  );
}

function Footer() {
  const { t, lang, format } = useText();
  return (
    <footer className="page-footer quiet small">
      <p>{t("app.notAdvice")}</p>
      <p className="no-print">
        <a href={`/claim?lang=${lang}`}>{t("app.claim")}</a>
      </p>
      <p className="no-print">
        <a href={`/verify?lang=${lang}`}>{t("app.verify")}</a>
      </p>
      <p className="print-only">
        {t("export.printedFrom", { date: format.day(new Date().toISOString().slice(0, 10)) })}
      </p>
    </footer>
  );
}
