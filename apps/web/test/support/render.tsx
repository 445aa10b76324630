import type { Network as Shipped } from "@rahdari/network";
import type { ReactNode } from "react";
import { prerender } from "react-dom/static";
import type { Network } from "../../src/api/contract.ts";
import { loadPhrases } from "../../src/i18n/catalogue.ts";
import { en } from "../../src/i18n/en.ts";
import type { Lang } from "../../src/i18n/locales.ts";
import { TextProvider } from "../../src/i18n/text-context.tsx";
import { NamesProvider } from "../../src/ui/names-context.tsx";

/** The shipped network as the server gives it to the page. */
export function pageNetwork(shipped: Shipped): Network {
  return {
    asOf: "2026-11-24",
    newestSource: shipped.newestSource,
    places: [...shipped.places.values()].map((place) => ({
      ...place,
      names: { ...place.names },
    })) as Network["places"],
    links: [...shipped.links.values()].map((link) => ({ ...link, basis: "estimated" })),
    crossings: [...shipped.crossings.values()].map((crossing) => ({
      ...crossing,
      state: "open",
      lastKnown: "open",
      assumed: "never-reported",
      confirmed: null,
      closure: null,
      sources: crossing.sources ?? [],
    })),
    sources: Object.fromEntries(shipped.sources) as Network["sources"],
  };
}

/** Markup of a part of the page in a language, with all that comes late loaded. */
export async function markup(lang: Lang, network: Network, part: ReactNode): Promise<string> {
  const phrases = await loadPhrases(lang);
  const { prelude } = await prerender(
    <TextProvider lang={lang} phrases={phrases} known={new Set(Object.keys(en))}>
      <NamesProvider network={network}>{part}</NamesProvider>
    </TextProvider>,
  );
  return (await new Response(prelude).text()).replaceAll("<!-- -->", "");
}

/** Markup without its lists of sources, which are cited in the words of the data. */
export function withoutSources(html: string): string {
  return html.replace(/<ul class="source-list">.*?<\/ul>/gs, "");
}

/** Texts that people see or hear in a piece of markup, those of its lists of sources left out. */
export function seenTexts(html: string): readonly string[] {
  const kept = withoutSources(html).replace(/<(a|span)[^>]* class="source-mark".*?<\/\1>/gs, "");
  const attributes = [...kept.matchAll(/ (?:aria-label|title|alt|placeholder)="([^"]*)"/g)];
  return [...attributes.map(([, text = ""]) => text), ...kept.split(/<[^>]*>/)]
    .map((text) =>
      text
        .replace(/&[#\w]+;/g, "")
        .replace(/[\u2066-\u2069]/g, "")
        .trim(),
    )
    .filter((text) => text !== "");
}
