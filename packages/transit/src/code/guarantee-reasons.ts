import { z } from "zod";
import type { CodeName } from "./codes.ts";

/** NCTS code list InvalidGuaranteeReason: why a guarantee does not serve. */
export const InvalidGuaranteeReason = z.enum([
  "G01",
  "G02",
  "G03",
  "G04",
  "G05",
  "G06",
  "G08",
  "G09",
  "G10",
  "G11",
  "G12",
  "G13",
]);
export type GuaranteeReason = z.infer<typeof InvalidGuaranteeReason>;

/**
 * Reasons of the NCTS list by what is found here, so that an office can say them in `guarantee.reject`. Of that list,
 * G03 (access codes), G06 (a restriction to goods that are not suspended) and G11 (offices of a guarantee of type 2)
 * are found by nobody here: an office may still say them.
 */
export const GUARANTEE_REASONS: Readonly<Partial<Record<CodeName, GuaranteeReason>>> = {
  "guarantee/unknown": "G01",
  "guarantee/expired": "G02",
  "guarantee/cancelled": "G02",
  "guarantor/unauthorised": "G02",
  "guarantee/other-holder": "G04",
  "guarantee/vouchers": "G05",
  "guarantee/voucher-used": "G05",
  "guarantee/other-territory": "G08",
  "guarantee/too-low": "G09",
  "guarantee/state": "G10",
  "goods/excluded": "G12",
  "guarantee/other-regime": "G13",
};
