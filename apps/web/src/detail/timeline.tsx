import type { Leg, Message, Option } from "../api/contract.ts";
import { useText } from "../i18n/text-context.tsx";
import { useSay } from "../i18n/use-words.ts";
import { Basis } from "../ui/basis.tsx";
import { CrossingName } from "../ui/crossing-name.tsx";
import { useNames } from "../ui/names-context.tsx";
import { SaidText } from "../ui/said-text.tsx";
import { SourceMarks } from "../ui/sources.tsx";
import { ModeIcon } from "./mode-icon.tsx";

/** The way leg by leg, each time on the clocks of the place. */
export function Timeline({ option, destination }: { option: Option; destination: string }) {
  const { t } = useText();
  const last = option.legs.at(-1);
  return (
    <>
      <p className="quiet">{t("leg.reading")}</p>
      <ol className="timeline">
        {option.legs.map((leg) => (
          <LegItem key={leg.id + leg.enter} leg={leg} notes={firstSaid(option, leg)} />
        ))}
        {last !== undefined && (
          <li className="leg leg-end">
            <div className="leg-rail" aria-hidden="true">
              <span className="leg-dot" />
            </div>
            <div className="leg-body">
              <PlaceTime place={destination} instant={last.leave} />
              <p className="quiet">{t("leg.delivered")}</p>
            </div>
          </li>
        )}
      </ol>
    </>
  );
}

/** Notes of a leg that no earlier leg has: a rule of a whole country is told once. */
function firstSaid(option: Option, leg: Leg): readonly Message[] {
  const before = option.legs.slice(0, option.legs.indexOf(leg)).flatMap((earlier) => earlier.notes);
  return leg.notes.filter((note) => !before.some((earlier) => earlier.text === note.text));
}

function LegItem({ leg, notes }: { leg: Leg; notes: readonly Message[] }) {
  const { t, format } = useText();
  const names = useNames();
  return (
    <li className={`leg leg-${leg.kind} leg-${leg.mode}`}>
      <div className="leg-rail" aria-hidden="true">
        <span className="leg-dot" />
      </div>
      <div className="leg-body">
        <PlaceTime place={leg.from} instant={leg.enter} />
        <div className="leg-what">
          <p className="leg-name">
            <ModeIcon leg={leg} />
            <span className="sr-only">
              {t(`leg.kind.${leg.kind}`)}, {t(`mode.${leg.mode}`)}:{" "}
            </span>
            {leg.kind === "crossing" ? (
              <CrossingName id={leg.id} />
            ) : (
              <bdi>{[...new Set([names.place(leg.from), names.place(leg.to)])].join(" – ")}</bdi>
            )}
            {leg.km > 0 && <span className="quiet">{format.km(leg.km)}</span>}
          </p>
          <p>
            {t("leg.hours", {
              p50: format.duration(leg.hours.p50),
              p10: format.duration(leg.hours.p10),
              p90: format.duration(leg.hours.p90),
            })}
            {leg.waitHours >= 0.5 && (
              <span className="quiet"> {t("leg.wait", { wait: format.duration(leg.waitHours) })}</span>
            )}
          </p>
          <p className="quiet small">
            {leg.costUsd.high > 0 && (
              <span>
                {t("options.range", { low: format.usd(leg.costUsd.low), high: format.usd(leg.costUsd.high) })}{" "}
                ·{" "}
              </span>
            )}
            {format.mass(leg.co2eKg)} CO₂e <Basis kind={leg.basis} /> <SourceMarks ids={leg.sources} />
          </p>
          <LegNotes notes={notes} />
        </div>
      </div>
    </li>
  );
}

function LegNotes({ notes }: { notes: readonly Message[] }) {
  const say = useSay(useNames().known);
  if (notes.length === 0) return null;
  return (
    <ul className="notes">
      {notes.map((note) => (
        <li key={note.code + note.text}>
          <SaidText said={say(note)} />
        </li>
      ))}
    </ul>
  );
}

function PlaceTime({ place, instant }: { place: string; instant: string }) {
  const { format } = useText();
  const names = useNames();
  const zone = names.zone(place) ?? "UTC";
  return (
    <p className="leg-place">
      <strong>
        <bdi>{names.place(place)}</bdi>
      </strong>
      <time dateTime={instant}>
        {format.dateTimeIn(instant, zone)} <bdi className="zone">{format.zone(instant, zone)}</bdi>
      </time>
    </p>
  );
}
