import type { Network } from "../network.ts";
import { basisSources } from "../state-at.ts";
import type { Fault } from "./fault.ts";

/** Texts that are wrong by themselves, and texts under one code that differ. */
export function checkTexts(network: Network): readonly Fault[] {
  return [...laterFacts(network), ...oneTextACode(network)];
}

/**
 * What a rule says must hold on every day of it, else a plan as of an early day would tell what came later: no year
 * after its beginning, or where that is not known after its oldest source.
 */
function laterFacts({ access, sources }: Network): readonly Fault[] {
  return access.flatMap(({ id, because, validFrom, knownSince, basis }) => {
    const dates = basisSources(basis).flatMap((source) => sources.get(source)?.date ?? []);
    const since = validFrom ?? knownSince ?? dates.toSorted()[0];
    const years = because.match(/\b(19|20)\d\d\b/g) ?? [];
    const later = years.find((year) => since !== undefined && year > since.slice(0, 4));
    if (later === undefined) return [];
    const reason = `tells of ${later}, but the rule is of ${since}: move that into \`remarks\` with its day`;
    return [{ kind: "access" as const, key: id, path: "/because", reason }];
  });
}

/** One code, one text: a record that says something else than its code would be shown wrong in other languages. */
function oneTextACode(network: Network): readonly Fault[] {
  return ["becauseCode", "nameCode", "issuerCode", "reasonCode", "contestedCode"].flatMap((field) => {
    const coded = codedTexts(network).filter((text) => text.field === field);
    return [...Map.groupBy(coded, ({ code }) => code).values()].flatMap(([first, ...others]) =>
      others
        .filter(({ text }) => text !== first?.text)
        .map(({ kind, key, code }) => ({
          kind,
          key,
          path: `/${field}`,
          reason: `${code} is the code of another text, that of ${first?.key}`,
        })),
    );
  });
}

type CodedText = Pick<Fault, "kind" | "key"> & {
  readonly field: string;
  readonly code: string;
  readonly text: string;
};

function codedTexts({ access, papers, closures }: Network): readonly CodedText[] {
  const found = [
    ...access.map(({ id, because, becauseCode }) => text("access", id, "becauseCode", becauseCode, because)),
    ...access.flatMap(({ id, remarks = [] }) =>
      remarks.map((remark) => text("access", id, "becauseCode", remark.textCode, remark.text)),
    ),
    ...[...papers.values()].flatMap(({ id, name, nameCode, issuer, issuerCode }) => [
      text("papers", id, "nameCode", nameCode, name),
      text("papers", id, "issuerCode", issuerCode, issuer),
    ]),
    ...closures.flatMap(({ id, reason, reasonCode, contested = "", contestedCode }) => [
      text("closures", id, "reasonCode", reasonCode, reason),
      text("closures", id, "contestedCode", contestedCode, contested),
    ]),
  ];
  return found.filter((one) => one !== undefined);
}

function text(
  kind: "access" | "papers" | "closures",
  key: string,
  field: string,
  code: string | undefined,
  words: string,
): CodedText | undefined {
  return code === undefined ? undefined : { kind, key, field, code, text: words };
}
