import type { CrossingWay } from "../api/contract.ts";
import type { CrossingPhrases } from "../i18n/crossing-phrases.ts";
import { useText } from "../i18n/text-context.tsx";
import { Basis } from "../ui/basis.tsx";
import { useNames } from "../ui/names-context.tsx";
import { OfficeHours } from "./office-hours.tsx";
import { Rules } from "./rules.tsx";

interface WaySectionProps {
  readonly way: CrossingWay;
  /** Day asked about, YYYY-MM-DD. */
  readonly on: string;
  readonly phrases: CrossingPhrases;
  /** The way on show passes in this direction. */
  readonly chosen: boolean;
}

/** One direction: the chance on the day, hours, time to pass, and who may. */
export function WaySection({ way, on, phrases, chosen }: WaySectionProps) {
  const { format } = useText();
  const names = useNames();
  const { say } = phrases;
  const { p10, p50, p90, basis } = way.hours;
  return (
    <section className={chosen ? "crossing-way crossing-way-chosen" : "crossing-way"}>
      <h3>
        {say("way", { from: names.place(way.from), to: names.place(way.to) })}{" "}
        {chosen && <span className="chip chip-on">{say("thisWay")}</span>}
      </h3>
      <Worlds shut={way.chanceShut} say={say} />
      <OfficeHours way={way} on={on} phrases={phrases} />
      <h4>{say("pass")}</h4>
      <p>
        {say("pass.line", {
          p50: format.duration(p50),
          p10: format.duration(p10),
          p90: format.duration(p90),
        })}
        <Basis kind={basis} />
      </p>
      <h4>{say("rules")}</h4>
      <Rules way={way} phrases={phrases} />
    </section>
  );
}

/** The other share, to the whole percent that is shown: together they are one hundred. */
export function openShare(shut: number): number {
  return shut < 0.01 || shut > 0.99 ? 1 - shut : 1 - Number(shut.toFixed(2));
}

/** Both worlds of the day by their chance, as one bar and in words. */
function Worlds({ shut, say }: { shut: number; say: CrossingPhrases["say"] }) {
  const { format } = useText();
  return (
    <div className="crossing-chance">
      <p>
        <span className="chance-open">{say("chance.open", { share: format.percent(openShare(shut)) })}</span>
        <span>
          <span className="chance-shut">{say("chance.shut", { share: format.percent(shut) })}</span>
          <Basis kind="derived" />
        </span>
      </p>
      <div className="chance-bar" aria-hidden="true">
        <span style={{ inlineSize: `${(1 - shut) * 100}%` }} />
      </div>
      <p className="quiet small">{say("chance.how")}</p>
    </div>
  );
}
