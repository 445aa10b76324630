import type { Movement } from "@rahdari/transit";
import type { OfficeOf } from "../journey.ts";
import { countryOf } from "../way.ts";
import type { NctsDeclaration } from "./cc015c.ts";
import type { Gap } from "./gap.ts";
import { officeOfReference } from "./office-reference.ts";

type Leg = Movement["legs"][number];

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
  const territoryAt = (office: string) => territoryOf(countryOf(office));
  const borders = bordersIn(declared);
  const exits = new Exits(borders.exits.map(nameOf));
  const departure = nameOf(declared.CustomsOfficeOfDeparture.referenceNumber);
  const destination = nameOf(declared.CustomsOfficeOfDestinationDeclared.referenceNumber);
  const starts = [departure, ...borders.entries.map(nameOf)];
  const legs = starts.map((from, i) => {
    const isLast = i === starts.length - 1;
    const to = isLast ? destination : exits.take((office) => countryOf(office) === countryOf(from));
    return { territory: territoryAt(from), from, to };
  });
  const closed = joined(legs, gaps).map(({ territory, from, to: own }, i) => {
    const to = own ?? exits.take((office) => territoryAt(office) === territory);
    if (to === undefined)
      gaps.push({ kind: "assumed", path: `/legs/${i}/to`, text: `${from}, for no office of exit is named` });
    return { territory, from, to: to ?? from };
  });
  if (exits.left.length > 0)
    gaps.push({
      kind: "left-out",
      path: "CC015C/CustomsOfficeOfExitForTransitDeclared",
      text: `offices of no country that is left on the way: ${exits.left.join(", ")}`,
    });
  return closed;
}

/** Offices of exit, each taken once, in their order. */
class Exits {
  left: readonly string[];

  constructor(offices: readonly string[]) {
    this.left = offices;
  }

  take(isOne: (office: string) => boolean): string | undefined {
    const found = this.left.findIndex(isOne);
    const office = this.left[found];
    this.left = this.left.filter((_, i) => i !== found);
    return office;
  }
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

type Borders = { readonly entries: readonly string[]; readonly exits: readonly string[] };

/** Offices of transit, and those of exit; under TIR the offices where the active means crosses. */
function bordersIn(declared: NctsDeclaration): Borders {
  const referenceOf = ({ referenceNumber }: { readonly referenceNumber: string }) => referenceNumber;
  const entries = (declared.CustomsOfficeOfTransitDeclared ?? []).map(referenceOf);
  const exits = (declared.CustomsOfficeOfExitForTransitDeclared ?? []).map(referenceOf);
  if (entries.length > 0) return { entries, exits };
  const crossed = (declared.Consignment.ActiveBorderTransportMeans ?? []).map(
    ({ customsOfficeAtBorderReferenceNumber }) => customsOfficeAtBorderReferenceNumber,
  );
  if (!isPaired(crossed)) return { entries: crossed, exits };
  const every = (turn: number) => crossed.filter((_, i) => i % 2 === turn);
  return { entries: every(1), exits: [...every(0), ...exits] };
}

/** Exit and entry by turns, each pair at a border of two countries. */
function isPaired(offices: readonly string[]): boolean {
  return offices.every((office, i) => {
    const next = offices[i + 1];
    return i % 2 === 1 || (next !== undefined && countryOf(office) !== countryOf(next));
  });
}
