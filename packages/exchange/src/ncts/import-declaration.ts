import { BODIES, type Body, HolderId, Payload } from "@rahdari/transit";
import { ExchangeError, type ExchangeIssue, toldIssues } from "../exchange-error.ts";
import type { OfficeOf } from "../journey.ts";
import { readForm } from "../xml/form.ts";
import { readXml, type XmlLimits } from "../xml/read-xml.ts";
import { CC015C, type NctsDeclaration } from "./cc015c.ts";
import type { Gap } from "./gap.ts";
import { type GoodsDraft, goodsIn } from "./import-goods.ts";
import { itineraryIn } from "./import-itinerary.ts";
import { noteUnused } from "./import-left-out.ts";
import { vehicleIn } from "./import-vehicle.ts";
import { NCTS_NAMESPACE } from "./ncts-messages.ts";

type Lodged = Body<"declaration.lodge">;

/** What NCTS does not carry, and the caller may know. */
export type ImportOptions = {
  /** Regime of a declaration that is not of TIR; `national` where left out. */
  readonly regime?: Lodged["regime"];
  /** Reference of the movement; made from the LRN where left out. */
  readonly movement?: string;
  /** Customs territory of a country: its union, or itself. Each country by itself where left out, which is noted. */
  readonly territoryOf?: (country: string) => string;
  /** Value of the goods, which NCTS does not declare. */
  readonly value?: Payload["value"];
  readonly limits?: XmlLimits;
};

/** A declaration to be completed: null for a holder, guarantee or road vehicle that is not named. */
export type DeclarationDraft = Omit<Lodged, "holder" | "guarantee" | "vehicle"> & {
  readonly [K in "holder" | "guarantee" | "vehicle"]: Lodged[K] | null;
};

/** A payload to be completed: the value is null where the caller gave none. */
export type PayloadDraft = GoodsDraft & { readonly value: Payload["value"] | null };

/** What a declaration of NCTS makes here. */
export type ImportedDeclaration = {
  readonly declaration: DeclarationDraft;
  readonly payload: PayloadDraft;
  /** What is missing or was assumed, in the draft (`/legs/0/to`) and in the payload (`/payload/value`). */
  readonly gaps: readonly Gap[];
};

/**
 * A declaration of NCTS (CC015C, Phase 5 or 6) as the body of a `declaration.lodge` and its payload, as far as they
 * can be derived from it. Offices are looked for among those known, by the reference that is derived for them; others
 * are named after theirs, "GB/gb000060". Of several houses and parties one payload is made, and what is lost is
 * noted: whatever is not in the draft has a gap. Throws ExchangeError: `bad-xml`, `other-message`, `bad-document`
 * with all paths together.
 */
export function importNcts015(
  xml: string | Uint8Array,
  offices: readonly OfficeOf[],
  options: ImportOptions = {},
): ImportedDeclaration {
  const declared = declarationIn(xml, options.limits);
  const gaps: Gap[] = [];
  const draft: ImportedDeclaration = {
    declaration: draftOf(declared, offices, options, gaps),
    payload: { ...goodsIn(declared.Consignment, gaps), value: options.value ?? null },
    gaps,
  };
  noteUnused({ declared, legs: draft.declaration.legs, isNamed: options.movement !== undefined }, gaps);
  if (!options.value) missing(gaps, "/payload/value", "NCTS declares no value of the goods");
  const issues = draftIssues(draft);
  if (issues.length > 0)
    throw new ExchangeError({ code: "bad-document", format: "ncts", issues: toldIssues(issues) });
  return draft;
}

const PHASES: readonly string[] = ["NCTS5.0", "NCTS5.1", "NCTS6"];

function declarationIn(xml: string | Uint8Array, limits: XmlLimits | undefined): NctsDeclaration {
  const root = readXml(xml, limits);
  if (root.namespace !== NCTS_NAMESPACE || root.name !== "CC015C")
    throw new ExchangeError({
      code: "other-message",
      format: "ncts",
      found: `{${root.namespace}}${root.name}`,
      wanted: `{${NCTS_NAMESPACE}}CC015C`,
    });
  const phase = root.attributes.PhaseID;
  if (phase !== undefined && !PHASES.includes(phase))
    throw new ExchangeError({
      code: "bad-document",
      format: "ncts",
      issues: [{ path: "CC015C/@PhaseID", reason: `not one of ${PHASES.join(", ")}`, line: root.line }],
    });
  return readForm(CC015C, root, { format: "ncts", namespace: "", attributes: ["PhaseID"] });
}

function draftOf(
  declared: NctsDeclaration,
  offices: readonly OfficeOf[],
  options: ImportOptions,
  gaps: Gap[],
): DeclarationDraft {
  const regime = regimeIn(declared, options, gaps);
  assumed(gaps, "/permits", "none: NCTS names no permits for a transport");
  assumed(gaps, "/navigationSeal", "none: NCTS knows no navigation seals");
  return {
    movement: movementIn(declared, options, gaps),
    holder: holderIn(declared, gaps),
    regime,
    guarantee: guaranteeIn(declared, gaps),
    legs: itineraryIn(declared, offices, options.territoryOf ?? byCountry(gaps), gaps),
    furtherOffices: [],
    vehicle: vehicleIn(declared, gaps),
    permits: [],
    readings: {},
    navigationSeal: false,
  };
}

function byCountry(gaps: Gap[]): (country: string) => string {
  assumed(gaps, "/legs", "each country is a territory by itself, for no customs unions were given");
  return (country) => country;
}

/** TIR is a regime of ours too; of all other procedures of NCTS the caller says what they are here. */
function regimeIn(
  { TransitOperation }: NctsDeclaration,
  { regime }: ImportOptions,
  gaps: Gap[],
): Lodged["regime"] {
  const { declarationType } = TransitOperation;
  if (declarationType === "TIR") {
    if (regime !== undefined && regime !== "tir")
      leftOut(gaps, "/regime", `${regime}, for the declaration is one of TIR`);
    return "tir";
  }
  const note = `for ${declarationType} is a procedure of NCTS and not one of ours`;
  gaps.push({
    kind: regime ? "derived" : "assumed",
    path: "/regime",
    text: `${regime ?? "national"}, ${note}`,
  });
  return regime ?? "national";
}

function movementIn({ TransitOperation }: NctsDeclaration, options: ImportOptions, gaps: Gap[]): string {
  return options.movement ?? refOf(TransitOperation.LRN, "/movement", gaps) ?? "";
}

function guaranteeIn({ TransitOperation, Guarantee }: NctsDeclaration, gaps: Gap[]): string | null {
  const references = Guarantee.flatMap(({ GuaranteeReference = [], otherGuaranteeReference }) => [
    ...GuaranteeReference.flatMap(({ GRN }) => GRN ?? []),
    ...(otherGuaranteeReference === undefined ? [] : [otherGuaranteeReference]),
  ]);
  const all =
    TransitOperation.TIRCarnetNumber === undefined ? references : [TransitOperation.TIRCarnetNumber];
  if (all.length > 1) leftOut(gaps, "/guarantee", `all but the first of ${all.join(", ")}`);
  const found = all[0] === undefined ? null : refOf(all[0], "/guarantee", gaps);
  if (found === null) missing(gaps, "/guarantee", "no reference of a guarantee is named");
  return found;
}

/**
 * Ours name the country before a slash: EORI numbers and the like begin with it without one. A name is a number where
 * it has the form of ours, which are written so when they are too long for their field.
 */
function holderIn({ HolderOfTheTransitProcedure: holder }: NctsDeclaration, gaps: Gap[]): string | null {
  const number = holder.TIRHolderIdentificationNumber ?? holder.identificationNumber;
  const id = number ?? holder.name ?? "";
  if (isHolder(id)) return id;
  const derived = number === undefined ? "" : `${id.slice(0, 2)}/${id.slice(2)}`;
  if (!isHolder(derived)) {
    missing(gaps, "/holder", id === "" ? "no holder is named" : `${id} is no number of a holder`);
    return null;
  }
  gaps.push({ kind: "derived", path: "/holder", text: `${derived} from ${id}` });
  return derived;
}

function isHolder(id: string): boolean {
  return HolderId.safeParse(id).success;
}

/** A reference of ours: letters and digits, parted by - or a dot; other characters become -. */
function refOf(text: string, path: string, gaps: Gap[]): string | null {
  const ref = text
    .replace(/[^A-Za-z0-9.]+/g, "-")
    .replace(/[-.]*([-.])[-.]*/g, "$1")
    .replace(/^[-.]+|[-.]+$/g, "");
  if (ref !== text && ref !== "") gaps.push({ kind: "derived", path, text: `${ref} from ${text}` });
  return ref === "" ? null : ref;
}

const LODGED = BODIES["declaration.lodge"];
const { holder, guarantee, vehicle } = LODGED.shape;
const Draft = LODGED.extend({
  holder: holder.nullable(),
  guarantee: guarantee.nullable(),
  vehicle: vehicle.nullable(),
});
const Item = Payload.shape.items.element;
const { hs, packages, grossGrams } = Item.shape;
const GoodsToComplete = Payload.extend({
  items: Item.extend({
    hs: hs.nullable(),
    packages: packages.extend({ count: packages.shape.count.nullable() }),
    grossGrams: grossGrams.nullable(),
  })
    .array()
    .min(1)
    .max(999),
  value: Payload.shape.value.nullable(),
});

/** What the draft has that the ledger would not take, but for what it says is missing. */
function draftIssues({ declaration, payload }: ImportedDeclaration): ExchangeIssue[] {
  const body = Draft.safeParse(declaration);
  const goods = GoodsToComplete.safeParse(payload);
  return [
    ...(body.error?.issues ?? []).map(({ path, message }) => ({
      path: `/${path.join("/")}`,
      reason: message,
    })),
    ...(goods.error?.issues ?? []).map(({ path, message }) => ({
      path: `/payload/${path.join("/")}`,
      reason: message,
    })),
  ];
}

function assumed(gaps: Gap[], path: string, text: string): void {
  gaps.push({ kind: "assumed", path, text });
}

function missing(gaps: Gap[], path: string, text: string): void {
  gaps.push({ kind: "missing", path, text });
}

function leftOut(gaps: Gap[], path: string, text: string): void {
  gaps.push({ kind: "left-out", path, text });
}
