import type { Guarantee } from "@rahdari/transit";
import { decimal } from "../amount.ts";
import { type Declared, guaranteeNamed } from "../recorded.ts";
import { group, leaf, type XmlNode } from "../xml/element.ts";
import type { Context } from "./context.ts";
import { type Gap, identifier } from "./gap.ts";

// TIRcarnetNumber and GRNType of XSD 60.4.16.
export const CARNET =
  /^(?:[1-9]\d{0,6}|(?:1\d|2[0-4])\d{0,6}|25000000|(?:X[A-Z]|[A-Z]X)(?:2[5-9]|[3-9]\d|[1-9]\d\d)\d{6})$/;
export const GRN = /^\d{2}[A-Z]{2}[A-Z0-9]{12}\d(?:[A-Z]\d{6})?$/;

export function isGrn(reference: string): boolean {
  return GRN.test(reference);
}

/** The number of the carnet, under TIR alone (condition C0411). */
export function carnetNode({ regime, guarantee }: Declared, { gaps }: Context): XmlNode | undefined {
  if (regime !== "tir") return undefined;
  if (CARNET.test(guarantee)) return leaf("TIRCarnetNumber", guarantee);
  gaps.push({
    kind: "left-out",
    path: "TransitOperation/TIRCarnetNumber",
    text: `${guarantee} does not have the form of a carnet's number`,
  });
  return undefined;
}

/**
 * The guarantee: B under TIR, whose carnet is named elsewhere; else by its scope (list GuaranteeType). A reference
 * that is no GRN is another reference of a guarantee.
 */
export function guaranteeNode(declared: Declared, context: Context): XmlNode {
  const { gaps } = context;
  if (declared.regime === "tir")
    return group("Guarantee", [leaf("sequenceNumber", 1), leaf("guaranteeType", "B")]);
  const known = guaranteeNamed(declared.guarantee, context);
  const reference = isGrn(declared.guarantee) && known ? grnNode(known, gaps) : undefined;
  if (!reference)
    gaps.push({
      kind: "derived",
      path: "Guarantee/otherGuaranteeReference",
      text: "the guarantee has no GRN",
    });
  return group("Guarantee", [
    leaf("sequenceNumber", 1),
    leaf("guaranteeType", known ? guaranteeType(known) : unknownType(context)),
    reference ??
      leaf("otherGuaranteeReference", identifier(declared.guarantee, 35, "a reference of a guarantee")),
  ]);
}

/** 1 comprehensive, 2 for one journey, 9 for several. */
export function guaranteeType({ journeys }: Pick<Guarantee, "journeys">): "1" | "2" | "9" {
  if (journeys === null) return "1";
  return journeys === 1 ? "2" : "9";
}

function unknownType({ gaps }: Context): "2" {
  gaps.push({
    kind: "assumed",
    path: "Guarantee/guaranteeType",
    text: "an individual guarantee, for the ledger does not know it",
  });
  return "2";
}

function grnNode({ id, amount, currency }: Guarantee, gaps: Gap[]): XmlNode {
  gaps.push({
    kind: "assumed",
    path: "Guarantee/GuaranteeReference/amountToBeCovered",
    text: "all of the guarantee, for a declaration does not say how much it needs",
  });
  return group("GuaranteeReference", [
    leaf("sequenceNumber", 1),
    leaf("GRN", id),
    leaf("amountToBeCovered", decimal(amount)),
    leaf("currency", currency),
  ]);
}
