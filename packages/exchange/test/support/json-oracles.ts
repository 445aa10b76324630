import { existsSync, globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { JsonObject } from "@rahdari/ledger";
import { Ajv, type ValidateFunction } from "ajv";
import { Ajv2020 } from "ajv/dist/2020.js";

const root = fileURLToPath(new URL("../../../../../shared/oracles/", import.meta.url));
const epcis = `${root}events/epcis/`;
const multimodal = `${root}transit/uncefact/JSONschema2020-12/snapshot/BuyShipPay/D23B/MultiModalTransport/`;

/** Whether the schemas of GS1 and UN/CEFACT lie beside the project. */
export const haveEpcis = existsSync(epcis);
export const haveUnece = existsSync(multimodal);

/** Schemas of both leave formats to the validator; these are the ones that they name. */
const formats = {
  uri: /^[A-Za-z][A-Za-z0-9+.-]*:\S+$/,
  "date-time": (text: string) =>
    /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/.test(text) && !Number.isNaN(Date.parse(text)),
  date: /^\d{4}-\d\d-\d\d$/,
  time: /^\d\d:\d\d:\d\d/,
  duration: /^P/,
};

function json(path: string): JsonObject {
  return JSON.parse(readFileSync(path, "utf8"));
}

/** Schema of EPCIS 2.0 documents, draft 07. */
export function epcisSchema(): ValidateFunction {
  return new Ajv({ strict: false, formats }).compile(json(`${epcis}EPCIS-JSON-Schema.json`));
}

/** Example documents of GS1 by their path. */
export function epcisExamples(): Map<string, JsonObject> {
  const files = globSync("JSON/**/*.jsonld", { cwd: epcis }).sort();
  return new Map(files.map((file) => [file.slice("JSON/".length), json(epcis + file)]));
}

const NOTES = {
  ecmr: "eCMR/UNECE-eCMR.json",
  smgs: "ITIGG/Rail IFT/SMGS/UNECE-SMGSConsignmentNote.json",
} as const;

/**
 * Schema of a consignment note, D23B, draft 2020-12. With references in line, as the validator has them by default, one
 * function becomes too large for a stack frame.
 */
export function noteSchema(note: keyof typeof NOTES): ValidateFunction {
  return new Ajv2020({ strict: false, formats, inlineRefs: false, code: { optimize: false } }).compile(
    json(multimodal + NOTES[note]),
  );
}
