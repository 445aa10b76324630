import type { Movement } from "@rahdari/transit";
import type { OfficeOf } from "../journey.ts";
import type { NctsDeclaration } from "./cc015c.ts";
import type { Gap } from "./gap.ts";
import { officeOfReference } from "./office-reference.ts";

type Leg = Movement["legs"][number];
type Crossing = { readonly exit: string | undefined; readonly entry: string };

/**
 * Legs from the offices that a declaration names: an office of exit and one of entry for each border. NCTS need not
 * name the office of exit; that of entry to the same country then stands in, which is noted. A border within one
 * territory, as between states of a customs union, parts no legs.
 */
export function itineraryIn(
  declared: NctsDeclaration,
  offices: readonly OfficeOf[],
  territoryOf: (country: string) => string,
  gaps: Gap[],
): Leg[] {
  const nameOf = (reference: string) => officeOfReference(reference, offices);
  const crossings = crossingsIn(declared).map(({ exit, entry }) => ({
    exit: exit === undefined ? undefined : nameOf(exit),
    entry: nameOf(entry),
  }));
  const destination = nameOf(declared.CustomsOfficeOfDestinationDeclared.referenceNumber);
  const starts = [
    nameOf(declared.CustomsOfficeOfDeparture.referenceNumber),
    ...crossings.map(({ entry }) => entry),
  ];
  const ends = [...crossings.map(({ exit }) => exit), destination];
  const legs = starts.map((from, i) => ({ territory: territoryOf(from.slice(0, 2)), from, to: ends[i] }));
  return joined(legs, gaps).map(({ territory, from, to }, i) => {
    if (to === undefined)
      gaps.push({ kind: "assumed", path: `/legs/${i}/to`, text: `${from}, for no office of exit is named` });
    return { territory, from, to: to ?? from };
  });
}

type OpenLeg = Omit<Leg, "to"> & { readonly to: string | undefined };

function joined(legs: readonly OpenLeg[], gaps: Gap[]): OpenLeg[] {
  const all: OpenLeg[] = [];
  for (const leg of legs) {
    const last = all.at(-1);
    if (last?.territory !== leg.territory) {
      all.push(leg);
      continue;
    }
    const border = [last.to, leg.from].filter((office) => office !== undefined).join(" and ");
    all[all.length - 1] = { ...last, to: leg.to };
    gaps.push({
      kind: "left-out",
      path: `/legs/${all.length - 1}`,
      text: `the border at ${border}, which is within ${leg.territory}`,
    });
  }
  return all;
}

/** Offices of transit with those of exit, as many of each; under TIR the offices where the active means crosses. */
function crossingsIn(declared: NctsDeclaration): Crossing[] {
  const entries = (declared.CustomsOfficeOfTransitDeclared ?? []).map(
    ({ referenceNumber }) => referenceNumber,
  );
  const exits = (declared.CustomsOfficeOfExitForTransitDeclared ?? []).map(
    ({ referenceNumber }) => referenceNumber,
  );
  if (entries.length > 0)
    return entries.map((entry, i) => ({
      exit: exits.length === entries.length ? exits[i] : undefined,
      entry,
    }));
  const borders = (declared.Consignment.ActiveBorderTransportMeans ?? []).map(
    ({ customsOfficeAtBorderReferenceNumber }) => customsOfficeAtBorderReferenceNumber,
  );
  return pairsOf(borders) ?? borders.map((entry) => ({ exit: undefined, entry }));
}

/** Exit and entry by turns, each pair at a border of two countries; undefined where they are not. */
function pairsOf(offices: readonly string[]): Crossing[] | undefined {
  const pairs = offices.flatMap((exit, i) => (i % 2 === 0 ? [{ exit, entry: offices[i + 1] }] : []));
  const isPaired = pairs.every(
    ({ exit, entry }) => entry !== undefined && exit.slice(0, 2) !== entry.slice(0, 2),
  );
  return isPaired ? pairs.map(({ exit, entry }) => ({ exit, entry: entry ?? exit })) : undefined;
}
