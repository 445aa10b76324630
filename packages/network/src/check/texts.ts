import type { Network } from "../network.ts";
import type { Fault } from "./fault.ts";

/** One code, one text: a record that says something else than its code would be shown wrong in other languages. */
export function checkTexts(network: Network): readonly Fault[] {
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
