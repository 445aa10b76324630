import { Trouble } from "./trouble.ts";

const PLACE = /(<script\s+type="application\/json"\s+id="bundle"\s*>)[^<]*(<\/script>)/;

/** A verifying page with a bundle baked in: it needs no other file and no network. */
export function withBundle(page: string, bundle: string, file: string): string {
  if (PLACE.test(page)) {
    // Within a script element only `<` could end it or open another.
    const text = bundle.trim().replaceAll("<", "\\u003c");
    return page.replace(PLACE, (_all, head: string, tail: string) => `${head}${text}${tail}`);
  }
  throw new Trouble(
    "no-place",
    file,
    'has no <script type="application/json" id="bundle"> to put a bundle in',
    {
      wayOut: "name the verifying page of this version with --page FILE",
    },
  );
}
