import type { BasisKind } from "../api/contract.ts";
import { useText } from "../i18n/text-context.tsx";

/** Keeps the mark on the line of its value. */
const NO_BREAK = "\u00A0";
const KINDS: readonly BasisKind[] = ["published", "derived", "estimated"];

/** A small mark that says where a value comes from: full, half or hollow, with the word for readers and on hover. */
export function Basis({ kind }: { kind: BasisKind }) {
  const { t } = useText();
  const label = t("basis.of", { kind: t(`basis.${kind}`) });
  return (
    <>
      {NO_BREAK}
      <span className="basis" role="img" aria-label={label} title={label}>
        <BasisShape kind={kind} />
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
          <BasisShape kind={kind} /> {t(`basis.${kind}`)} ({t(`basis.${kind}Text`)})
        </span>
      ))}
    </p>
  );
}

function BasisShape({ kind }: { kind: BasisKind }) {
  return (
    <svg viewBox="0 0 10 10" width="9" height="9" aria-hidden="true" focusable="false">
      <circle
        cx="5"
        cy="5"
        r="4"
        fill={kind === "published" ? "currentColor" : "none"}
        stroke="currentColor"
        strokeWidth="1.4"
      />
      {kind === "derived" && <path d="M5 1a4 4 0 0 1 0 8z" fill="currentColor" />}
    </svg>
  );
}

/** The weakest of several bases; estimated when there is none. */
export function weakestBasis(kinds: readonly BasisKind[]): BasisKind {
  for (const kind of ["estimated", "derived"] as const) if (kinds.includes(kind)) return kind;
  return kinds.length === 0 ? "estimated" : "published";
}
