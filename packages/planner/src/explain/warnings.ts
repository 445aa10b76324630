import { daysBetween, type Network, uncertainHolidays } from "@rahdari/network";
import type { EpochHours } from "@rahdari/units";
import type { ClosureState, Message, Option, PlanAnswer, Rejected } from "../answer.ts";
import { parameters } from "../parameters.ts";
import type { Shipment } from "../resolve.ts";
import { message } from "./message.ts";

/** Holidays further off are not warned of. */
const MOON_WINDOW_HOURS = 45 * 24;

/** Data older than this at the day of planning are called old. */
const OLD_DAYS = 60;

/** Newest dated source behind the data that was known on the day, and its age then. */
export function dataAge(network: Network, asOf: string): PlanAnswer["data"] {
  const dates = [...network.sources.values()].flatMap(({ date }) =>
    date ? [`${date}-01-01`.slice(0, 10)] : [],
  );
  const newest =
    dates
      .filter((date) => date <= asOf)
      .sort()
      .at(-1) ?? "";
  return { newest, ageDays: newest === "" ? 0 : daysBetween(newest, asOf) };
}

/** What the reader must know before trusting the options, the gravest first. */
export function tellWarnings(
  network: Network,
  { options, rejected }: { readonly options: readonly Option[]; readonly rejected: readonly Rejected[] },
  shipment: Shipment,
  data: PlanAnswer["data"],
  truncated: boolean,
): Message[] {
  return [
    ...dayAhead(shipment),
    ...unconfirmed(options),
    ...todaysRules(options, rejected, shipment.asOf),
    ...(data.ageDays > OLD_DAYS ? [oldData(data)] : []),
    ...lateArrival(options, parameters.horizonDays),
    ...latePapers(options, shipment),
    ...moonHolidays(network, options, shipment),
    ...(truncated ? [message("search-truncated", {}, "the search was cut short: other ways may exist")] : []),
  ];
}

/** Nobody knows on a day what will be known on a later one. */
function dayAhead({ asOf, today }: Shipment): Message[] {
  if (asOf <= today) return [];
  const text = `${asOf}, the day of planning, is still ahead: planned with what is known on ${today}, as if nothing more were reported until then`;
  return [message("planning-day-ahead", { asOf, today }, text)];
}

function unconfirmed(options: readonly Option[]): Message[] {
  const states = options.flatMap((option) => option.closures).filter((one) => one.state === "shut");
  const once = new Map(states.map((one) => [one.on, one]));
  return [...once.values()].map(lastWord);
}

function lastWord({ on, name, confirmed, announced, chanceShut, sources }: ClosureState): Message {
  const common = { on, name, confirmed: confirmed ?? "", chanceShut, source: sources.at(-1) ?? "" };
  const share = `It is shut on arrival in ${Math.round(chanceShut * 100)} % of the draws; both worlds are shown.`;
  return announced === undefined
    ? message(
        "border-last-confirmed-shut",
        common,
        `${name}: last confirmed shut on ${confirmed}; nothing is known since. ${share}`,
      )
    : message(
        "border-announced-shut",
        { ...common, announced },
        `${name}: announced on ${announced} to be shut from ${confirmed}; whether it is, nobody has reported. ${share}`,
      );
}

/** Rules and papers that no date and no source of the day or before supports. */
function todaysRules(options: readonly Option[], rejected: readonly Rejected[], asOf: string): Message[] {
  const papers = options.flatMap(({ documents }) => documents.filter(({ because }) => because.params.todays));
  const notes = options.flatMap(({ legs }) => legs.flatMap((leg) => leg.notes));
  const rules = [...notes, ...rejected.map((one) => one.message)].filter(({ params }) => params.todays);
  const count = new Set([...papers.map(({ id }) => id), ...rules.map(({ params }) => params.rule)]).size;
  if (count === 0) return [];
  const text =
    `of the rules and papers ${count} ${count === 1 ? "is" : "are"} today's, taken for ${asOf}: nothing of that day ` +
    "or before says since when they hold";
  return [message("todays-rules", { count, asOf }, text)];
}

function oldData({ newest, ageDays }: PlanAnswer["data"]): Message {
  return message(
    "data-old",
    { newest, ageDays },
    `the newest source is of ${newest}, ${ageDays} days before the day of planning`,
  );
}

function lateArrival(options: readonly Option[], horizonDays: number): Message[] {
  const shares = options.map((option) => option.notArrived).filter((share) => share >= 0.01);
  if (shares.length === 0) return [];
  const worst = Math.max(...shares);
  const text =
    `${shares.length} of ${options.length} options are not delivered within ${horizonDays} days in up to ` +
    `${Math.round(worst * 100)} % of the draws, if one waits for every border; their quantiles stop there`;
  return [
    message("not-arrived", { count: shares.length, options: options.length, horizonDays, worst }, text),
  ];
}

function latePapers(options: readonly Option[], shipment: Shipment): Message[] {
  const late = options.some((option) => option.documents.some((paper) => paper.late));
  if (!late || shipment.request.papers === "to-get") return [];
  const text =
    "some papers would have had to be asked for before the day of planning; the times hold if they are in hand";
  return [message("papers-late", {}, text)];
}

/** Holidays by the sighting of the moon that shut a border of the options about when they pass. */
function moonHolidays(network: Network, options: readonly Option[], shipment: Shipment): Message[] {
  const latest = Math.max(0, ...options.map((option) => Math.min(option.hours.p80, MOON_WINDOW_HOURS)));
  const { readyAt, asOf } = shipment;
  const window = { from: readyAt, to: (readyAt + latest) as EpochHours, asOf };
  const crossings = new Set(options.flatMap((option) => option.crossings));
  const found = [...crossings].flatMap((id) => {
    const crossing = network.crossings.get(id);
    return uncertainHolidays(network, crossing?.calendarOut, window).map(({ key, name, date }) => ({
      key,
      name,
      date,
      id,
    }));
  });
  return [...Map.groupBy(found, ({ name }) => name)].map(([name, days]) => {
    const date = days.map((day) => day.date).sort()[0] ?? "";
    const borders = [...new Set(days.map(({ id }) => id))].join(", ");
    const text = `${name} is taken to begin on ${date}; by the sighting of the moon it may be a day off, which the draws hold. It shuts ${borders}`;
    return message("moon-holiday", { name, date, borders, holiday: days[0]?.key ?? "" }, text);
  });
}
