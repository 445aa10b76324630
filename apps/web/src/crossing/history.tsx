import { useState } from "react";
import type { CrossingReport } from "../api/contract.ts";
import type { CrossingPhrases } from "../i18n/crossing-phrases.ts";
import type { Format } from "../i18n/format.ts";
import { useText } from "../i18n/text-context.tsx";
import { saidOf } from "../i18n/words.ts";
import { Basis } from "../ui/basis.tsx";
import { SaidText } from "../ui/said-text.tsx";
import { SourceMarks } from "../ui/sources.tsx";
import { CrossingPart } from "./part.tsx";
import { stopBars, yearsOf } from "./strip.ts";

type Say = CrossingPhrases["say"];
type Stop = CrossingReport["closures"][number];

const SHOWN = 5;

/** Every stop on record: drawn over the years, and in words, the newest first. */
export function History({ report, phrases }: { report: CrossingReport; phrases: CrossingPhrases }) {
  const { closures, asOf } = report;
  const { say } = phrases;
  const [all, setAll] = useState(false);
  if (closures.length === 0)
    return (
      <CrossingPart title={say("history")}>
        <p className="quiet">{say("history.none")}</p>
      </CrossingPart>
    );
  const shown = all ? closures : closures.slice(0, SHOWN);
  return (
    <CrossingPart title={say("history")}>
      <Strip closures={closures} asOf={asOf} say={say} />
      <ul className="crossing-stops">
        {shown.map((stop) => (
          <StopLine key={stop.id} stop={stop} phrases={phrases} />
        ))}
      </ul>
      {shown.length < closures.length && (
        <button type="button" className="plain" onClick={() => setAll(true)}>
          {say("history.all", { n: closures.length - shown.length })}
        </button>
      )}
    </CrossingPart>
  );
}

const WIDTH = 600;
const HEIGHT = 16;

/** Stops as bars over the years, left to right; the list below says the same in words. */
function Strip({ closures, asOf, say }: { closures: readonly Stop[]; asOf: string; say: Say }) {
  const years = yearsOf(closures, asOf);
  const { first, last } = years;
  const label = say("history.count", { n: closures.length, year: String(first) });
  const marks = Array.from({ length: last - first }, (_, index) => first + 1 + index);
  const x = (share: number) => share * WIDTH;
  return (
    <figure className="crossing-strip" dir="ltr">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" role="img" aria-label={label}>
        {marks.map((year) => (
          <line
            key={year}
            x1={x((year - first) / (last + 1 - first))}
            x2={x((year - first) / (last + 1 - first))}
            y1="0"
            y2={HEIGHT}
          />
        ))}
        {stopBars(closures, years).map((bar) => (
          <rect
            key={bar.id}
            className={bar.slow ? "stop-slow" : undefined}
            x={x(bar.start)}
            width={Math.max(2, x(bar.end - bar.start))}
            height={HEIGHT}
          />
        ))}
      </svg>
      <figcaption className="quiet small">
        <span>{first}</span>
        <span dir="auto">{label}</span>
        <span>{last}</span>
      </figcaption>
    </figure>
  );
}

function StopLine({ stop, phrases }: { stop: Stop; phrases: CrossingPhrases }) {
  const { format } = useText();
  const { say, closures } = phrases;
  const { reason, reasonCode, contested, contestedCode } = stop;
  return (
    <li>
      <p>
        <strong>{spanText(stop, say, format)}</strong>{" "}
        <span className="quiet">{whatText(stop, say, format)}</span>
      </p>
      <p className="small">
        <SaidText said={saidOf(closures.reasons, reasonCode, reason, format.country)} />
        <Basis kind={stop.basis} /> <SourceMarks ids={stop.sources} />
      </p>
      {contested !== null && (
        <p className="small">
          {say("history.contested")}{" "}
          <SaidText said={saidOf(closures.contested, contestedCode, contested, format.country)} />
        </p>
      )}
    </li>
  );
}

function spanText({ from, to, lastConfirmed }: Stop, say: Say, { day }: Format): string {
  if (to === from) return day(from);
  if (to !== null) return say("history.span", { from: day(from), to: day(to) });
  return say("history.open", { from: day(from), date: day(lastConfirmed ?? from) });
}

function whatText({ kind, cause, scope }: Stop, say: Say, { list }: Format): string {
  const parts = [say(`cause.${cause}`), ...scope.map((what) => say(`scope.${what}`))];
  return list(kind === "opening" ? [say("history.opening"), ...parts] : parts);
}
