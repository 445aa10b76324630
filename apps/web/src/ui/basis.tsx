import type { BasisKind } from "../api/contract.ts";
import { useText } from "../i18n/text-context.tsx";

/** Keeps the mark on the line of its value. */
const NO_BREAK = "\u00A0";
/** Text without width, that the mark is drawn behind. */
const WORD_JOINER = "\u2060";
const KINDS: readonly BasisKind[] = ["published", "derived", "estimated"];

/** A small mark that says where a value comes from: full, half or hollow, with the word for readers and on hover. */
export function Basis({ kind }: { kind: BasisKind }) {
  const { t } = useText();
  const label = t("basis.of", { kind: t(`basis.${kind}`) });
  return (
    <>
      {NO_BREAK}
      <span className={`basis basis-${kind}`} role="img" aria-label={label} title={label}>
        {WORD_JOINER}
      </span>
    </>
  );
}

/** What the three marks mean. */
export function BasisLegend() {
  const { t } = useText();
  return (
    <p className="basis-legend">
      <span>{t("basis.legend")}</span>
      {KINDS.map((kind) => (
        <span key={kind} className="basis-legend-item">
          <span className={`basis basis-${kind}`} aria-hidden="true">
            {WORD_JOINER}
          </span>{" "}
          {t(`basis.${kind}`)} ({t(`basis.${kind}Text`)})
        </span>
      ))}
    </p>
  );
}

/** The weakest of several bases; estimated when there is none. */
export function weakestBasis(kinds: readonly BasisKind[]): BasisKind {
  for (const kind of ["estimated", "derived"] as const) if (kinds.includes(kind)) return kind;
  return kinds.length === 0 ? "estimated" : "published";
}
