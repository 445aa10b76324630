import type { MessageCatalogue } from "./catalogue.ts";

/** The planner's messages in English, with days and shares written as on the rest of the page. */
export const enMessages: MessageCatalogue = {
  "assumed-never-reported": "No stop is on record; taken as open.",
  "assumed-none": "Confirmed for {confirmed}.",
  "assumed-reopened": "The last stop was said to be short; no reopening was printed; taken as open.",
  "assumed-open": "Open when last reported on {confirmed}; new stops are drawn from the record since.",
  "assumed-shut":
    "Last confirmed shut on {confirmed}; nothing known up to {asOf}; its reopening is drawn from the lengths of past stops.",
  "assumed-announced":
    "Announced on {announced} to be shut from {confirmed}; whether it came about is not known up to {asOf}. Taken as begun; its reopening is drawn from the lengths of past stops.",
  "border-announced-shut":
    "{name}: announced on {announced} to be shut from {confirmed}; whether it is, nobody has reported. It is shut on arrival in {chanceShut:percent} of the draws; both cases are shown.",
  "border-last-confirmed-shut":
    "{name}: last confirmed shut on {confirmed}; nothing is known since. It is shut on arrival in {chanceShut:percent} of the draws; both cases are shown.",
  "planning-day-ahead":
    "{asOf}, the day of planning, is still ahead: planned with what is known on {today}, as if nothing more were reported until then.",
  "todays-rule": "{text} Today's rule, taken for that day.",
  "todays-rules":
    "Rules and papers of today taken for {asOf}: {count}. Nothing of that day or before says since when they hold; each is marked.",
  "data-old": "The newest source is of {newest}, {ageDays} days before the day of planning.",
  "not-arrived":
    "{count} of {options} ways are not delivered within {horizonDays} days in up to {worst:percent} of the draws, if one waits for every border; their figures stop there.",
  "papers-late":
    "Some papers would have had to be asked for before the day of planning; the times hold only if they are in hand.",
  "calendar-shut": "Keeps no working hours from {from}, when the goods would get there, to {until}.",
  "calendar-wait": "Keeps no working hours from {from}, when the goods get there, to {until}: they wait.",
  "moon-holiday":
    "{name} is taken to begin on {date}; by the sighting of the moon it may be a day off. It shuts a border on the way.",
  "search-truncated": "The search was cut short: other ways may exist.",
  dominated: "{days} days and USD {usd} against {byDays} days and USD {byUsd} by {by}.",
  "dominated-if-open":
    "If the borders are open, {days} days and USD {usd}, against {byDays} days and USD {byUsd} by {by}.",
  similar: "{days} days and USD {usd}, close to {byDays} days and USD {byUsd} by {by}, which is shown.",
  "similar-if-open":
    "If the borders are open, {days} days and USD {usd}, close to {byDays} days and USD {byUsd} by {by}, which is shown.",
};
