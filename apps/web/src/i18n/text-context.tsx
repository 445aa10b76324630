import { createContext, type ReactNode, useContext, useMemo } from "react";
import type { NetworkPlace } from "../api/contract.ts";
import type { Catalogue, MessageKey } from "./catalogue.ts";
import { type Format, makeFormat } from "./format.ts";
import { isReadable, type Lang, LOCALES } from "./locales.ts";
import { type Params, translate } from "./translate.ts";

export interface Text {
  readonly lang: Lang;
  readonly dir: "ltr" | "rtl";
  readonly format: Format;
  t(key: MessageKey, params?: Params): string;
  /** Whether a key that is put together from data exists; narrows it for `t`. */
  has(key: string): key is MessageKey;
  /** Name of a place in the page's language, or its usual name. */
  placeName(place: Pick<NetworkPlace, "name" | "names">): string;
}

const TextContext = createContext<Text | null>(null);

export function TextProvider(props: {
  lang: Lang;
  phrases: Catalogue;
  known: ReadonlySet<string>;
  children: ReactNode;
}) {
  const { lang, phrases, known } = props;
  const text = useMemo(() => makeText(lang, phrases, known), [lang, phrases, known]);
  return <TextContext value={text}>{props.children}</TextContext>;
}

/** Phrases, numbers and names in the page's language. */
export function useText(): Text {
  const text = useContext(TextContext);
  if (text === null) throw new Error("useText outside of TextProvider");
  return text;
}

function makeText(lang: Lang, phrases: Catalogue, known: ReadonlySet<string>): Text {
  const format = makeFormat(lang);
  const { names, dir } = LOCALES[lang];
  return {
    lang,
    dir: isReadable(lang) ? dir : "ltr",
    format,
    t: (key, params) => translate(phrases, lang, key, params),
    has: (key): key is MessageKey => known.has(key),
    placeName: (place) => (names === "en" ? place.name : (place.names[names] ?? place.name)),
  };
}
