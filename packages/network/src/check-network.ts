import { originKey } from "./build-network.ts";
import { checkCalendars } from "./check/calendars.ts";
import { checkClosures } from "./check/closures.ts";
import { checkCodes } from "./check/codes.ts";
import { checkDistances } from "./check/distances.ts";
import type { Fault } from "./check/fault.ts";
import { checkIntervals } from "./check/intervals.ts";
import { checkModes } from "./check/modes.ts";
import { checkReach } from "./check/reach.ts";
import { checkReferences } from "./check/references.ts";
import { checkSources } from "./check/sources.ts";
import { checkTexts } from "./check/texts.ts";
import type { Issue } from "./error.ts";
import type { Network } from "./network.ts";

const CHECKS: readonly ((network: Network) => readonly Fault[])[] = [
  checkReferences,
  checkSources,
  checkCodes,
  checkIntervals,
  checkCalendars,
  checkClosures,
  checkModes,
  checkDistances,
  checkReach,
  checkTexts,
];

/**
 * What the data say, judged as a whole, with file, JSON pointer and reason: ids and sources resolve; a
 * UN/LOCODE is of its country and names one place; no span or range runs backwards; calendars open at some time
 * and zones exist; closures agree with themselves; links end where their mode is served and are 1.0 to 2.5 times
 * the great circle long (sea to 6); the main cities reach each other; texts under one code are one text. Empty
 * when all is well. Form is judged before, by `loadNetwork`.
 */
export function checkNetwork(network: Network): readonly Issue[] {
  return issuesOf(network, CHECKS);
}

/**
 * The part of {@link checkNetwork} that takes milliseconds and finds what would make a plan wrong without a word:
 * ids that lead nowhere, spans and ranges that run backwards.
 */
export function checkBeforeUse(network: Network): readonly Issue[] {
  return issuesOf(network, [checkReferences, checkIntervals]);
}

function issuesOf(network: Network, checks: typeof CHECKS): readonly Issue[] {
  return checks.flatMap((check) => check(network)).map((fault) => issueOf(network, fault));
}

function issueOf(network: Network, { kind, key, path, reason }: Fault): Issue {
  const origin = network.origins.get(originKey(kind, key));
  const named = `${key}: ${reason}`;
  if (origin === undefined) return { file: kind, path: `/${key}${path}`, reason: named };
  return { file: origin.file, path: `${origin.path}${path}`, reason: named };
}
