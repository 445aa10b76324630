import type { CrossingWay } from "../api/contract.ts";
import type { CrossingPhrases } from "../i18n/crossing-phrases.ts";
import { useText } from "../i18n/text-context.tsx";
import { useWords } from "../i18n/use-words.ts";
import { holidayWords } from "../i18n/words.ts";
import { zonedInstant } from "../state/instant.ts";
import { Basis } from "../ui/basis.tsx";
import { SaidText } from "../ui/said-text.tsx";
import { SourceMarks } from "../ui/sources.tsx";
import { type HolidaySpan, holidaySpans, isAllDay, type WeekRow, weekRows } from "./week.ts";

interface OfficeHoursProps {
  readonly way: CrossingWay;
  readonly on: string;
  readonly phrases: CrossingPhrases;
}

/** The week of the office on its own clocks, and the holidays ahead. */
export function OfficeHours({ way, on, phrases }: OfficeHoursProps) {
  const { format } = useText();
  const { say } = phrases;
  const { calendar, zone } = way;
  if (calendar === null)
    return (
      <>
        <h4>{say("hours")}</h4>
        <p className="quiet">{say("hours.none")}</p>
      </>
    );
  const offset = format.zone(zonedInstant(`${on}T12:00`, zone), zone);
  return (
    <>
      <h4>
        {say("hours")}
        <Basis kind={calendar.basis} /> <SourceMarks ids={calendar.sources} />
      </h4>
      <p className="quiet small">{say("hours.zone", { zone: offset, name: zone })}</p>
      <ul className="crossing-week">
        {weekRows(way).map((row) => (
          <WeekLine key={row.from} row={row} say={say} />
        ))}
      </ul>
      <p className="quiet small">{say("week", { date: format.day(on) })}</p>
      <h4>{say("holidays")}</h4>
      <Holidays way={way} phrases={phrases} />
    </>
  );
}

function WeekLine({ row, say }: { row: WeekRow; say: CrossingPhrases["say"] }) {
  const { format } = useText();
  const days = [...new Set([row.from, row.to])].map((day) => format.weekday(day)).join(" – ");
  const spans = row.open.map(({ start, end }) => `${start}–${end}`).join(", ");
  return (
    <li className={row.open.length === 0 ? "week-closed" : undefined}>
      <span>{days}</span> <bdi>{isAllDay(row) ? say("allDay") : spans || say("shutDay")}</bdi>
    </li>
  );
}

function Holidays({ way, phrases }: { way: CrossingWay; phrases: CrossingPhrases }) {
  const spans = holidaySpans(way.holidays);
  if (spans.length === 0) return <p className="quiet">{phrases.say("holidays.none")}</p>;
  return (
    <ul className="crossing-holidays">
      {spans.map((span) => (
        <HolidayLine key={span.key + span.from} span={span} phrases={phrases} />
      ))}
    </ul>
  );
}

function HolidayLine({ span, phrases }: { span: HolidaySpan; phrases: CrossingPhrases }) {
  const { format } = useText();
  const name = holidayWords(useWords(), span.key);
  return (
    <li>
      {[...new Set([span.from, span.to])].map((day) => format.day(day)).join(" – ")}
      {": "}
      <SaidText said={{ text: name ?? span.name, own: name !== undefined }} />{" "}
      <span className="quiet small">
        ({format.country(span.country)}
        {span.plusMinusDays > 0 && `; ${phrases.say("moon", { n: span.plusMinusDays })}`})
      </span>
    </li>
  );
}
