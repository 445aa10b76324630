/**
 * Canonical GS1 Digital Link of a GS1 identifier: of an EPC URI ("urn:epc:id:sscc:4012345.0111111111"), an EPC class
 * or pattern URI, or another Digital Link, whose domain, query and coarser qualifiers are taken off (CBV 2.0, 8.9,
 * rules 17 and 18; GS1 Digital Link URI Syntax 1.2, 4.11). Undefined for every other text.
 */
export function digitalLink(text: string): string | undefined {
  if (text.startsWith("urn:epc:")) return ofEpc(text);
  return /^https?:\/\//.test(text) ? ofLink(text) : undefined;
}

const DOMAIN = "https://id.gs1.org";

/** Company prefix, reference, and what follows: a serial number may have full stops in it. */
type Parts = readonly [prefix: string, reference: string, rest: string];
type Scheme = { readonly digits: number | null; readonly link: (...parts: Parts) => string };

const SCHEMES: Readonly<Record<string, Scheme>> = {
  sgtin: {
    digits: 13,
    link: (prefix, reference, rest) => `/01/${gtin(prefix, reference)}${qualifier("21", rest)}`,
  },
  upui: {
    digits: 13,
    link: (prefix, reference, rest) => `/01/${gtin(prefix, reference)}${qualifier("235", rest)}`,
  },
  lgtin: {
    digits: 13,
    link: (prefix, reference, rest) => `/01/${gtin(prefix, reference)}${qualifier("10", rest)}`,
  },
  itip: { digits: 13, link: (...parts) => piece(parts) },
  sscc: {
    digits: 17,
    link: (prefix, reference) => `/00/${checked(reference.slice(0, 1) + prefix + reference.slice(1))}`,
  },
  sgln: {
    digits: 12,
    link: (prefix, reference, extension) =>
      `/414/${checked(prefix + reference)}${extension === "0" ? "" : qualifier("254", extension)}`,
  },
  pgln: { digits: 12, link: (prefix, reference) => `/417/${checked(prefix + reference)}` },
  grai: { digits: 12, link: (...parts) => `/8003/${serialised(parts, "0")}` },
  gdti: { digits: 12, link: (...parts) => `/253/${serialised(parts)}` },
  sgcn: { digits: 12, link: (...parts) => `/255/${serialised(parts)}` },
  gsrn: { digits: 17, link: (prefix, reference) => `/8018/${checked(prefix + reference)}` },
  gsrnp: { digits: 17, link: (prefix, reference) => `/8017/${checked(prefix + reference)}` },
  gsin: { digits: 16, link: (prefix, reference) => `/402/${checked(prefix + reference)}` },
  giai: { digits: null, link: (...parts) => `/8004/${whole(parts)}` },
  ginc: { digits: null, link: (...parts) => `/401/${whole(parts)}` },
  cpi: {
    digits: null,
    link: (prefix, reference, serial) => `/8010/${prefix}${escaped(reference)}${qualifier("8011", serial)}`,
  },
};

function ofEpc(text: string): string | undefined {
  const found = /^urn:epc:(?:id|class|idpat):([a-z]+):(\d{6,12})\.([^./]*)(?:\.([^/]+))?$/.exec(text);
  const scheme = found?.[1] === undefined ? undefined : SCHEMES[found[1]];
  if (!found || !scheme) return undefined;
  const [, , prefix = "", reference = "", rest = ""] = found;
  const key = prefix + reference;
  if (scheme.digits !== null && !(/^\d+$/.test(key) && key.length === scheme.digits)) return undefined;
  return DOMAIN + scheme.link(prefix, reference, rest);
}

/** The indicator digit stands first in the reference of an EPC URI, and first in a GTIN. */
function gtin(prefix: string, reference: string): string {
  return checked(reference.slice(0, 1) + prefix + reference.slice(1));
}

function piece([prefix, reference, rest]: Parts): string {
  const [number = "", total = "", ...serial] = rest.split(".");
  return `/8006/${gtin(prefix, reference)}${number}${total}${qualifier("21", serial.join("."))}`;
}

function serialised([prefix, reference, serial]: Parts, filler = ""): string {
  return checked(filler + prefix + reference) + (serial === "*" ? "" : escaped(serial));
}

function whole([prefix, reference, rest]: Parts): string {
  return prefix + escaped(rest === "" ? reference : `${reference}.${rest}`);
}

/** A pattern's "*" stands for any serial number: none is named. */
function qualifier(ai: string, value: string): string {
  return value === "" || value === "*" ? "" : `/${ai}/${escaped(value)}`;
}

function escaped(value: string): string {
  return value.replace(/[!()*+,:]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** With its check digit (GS1 General Specifications, 7.9.1): weights 3 and 1 from the right. */
function checked(digits: string): string {
  const sum = [...digits]
    .reverse()
    .reduce((total, digit, i) => total + Number(digit) * (i % 2 === 0 ? 3 : 1), 0);
  return digits + String((10 - (sum % 10)) % 10);
}

/** Application identifiers by their short names (GS1 Digital Link URI Syntax 1.2, 4.3). */
const NAMES: Readonly<Record<string, string>> = {
  gtin: "01",
  itip: "8006",
  cpid: "8010",
  gln: "414",
  party: "417",
  gsrnp: "8017",
  gsrn: "8018",
  gcn: "255",
  sscc: "00",
  gdti: "253",
  ginc: "401",
  gsin: "402",
  grai: "8003",
  giai: "8004",
  lot: "10",
  ser: "21",
};

/** Primary keys with the form of their value, and their qualifiers from the finest on. */
const KEYS: Readonly<Record<string, { readonly form: RegExp; readonly qualifiers?: readonly string[] }>> = {
  "00": { form: /^\d{18}$/ },
  "01": { form: /^(\d{8}|\d{12,14})$/, qualifiers: ["21", "235", "10"] },
  "253": { form: /^\d{13}.{0,17}$/ },
  "255": { form: /^\d{13,25}$/ },
  "401": { form: /^\d{4}.{1,26}$/ },
  "402": { form: /^\d{17}$/ },
  "414": { form: /^\d{13}$/, qualifiers: ["254"] },
  "417": { form: /^\d{13}$/ },
  "8003": { form: /^\d{14}.{0,16}$/ },
  "8004": { form: /^\d{4}.{1,26}$/ },
  "8006": { form: /^\d{18}$/, qualifiers: ["21", "10"] },
  "8010": { form: /^\d{4}.{1,26}$/, qualifiers: ["8011"] },
  "8017": { form: /^\d{18}$/ },
  "8018": { form: /^\d{18}$/ },
};

function ofLink(text: string): string | undefined {
  const [path = ""] = text.split(/[?#]/, 1);
  const steps = path.split("/").slice(3);
  const named = steps.map((step) => NAMES[step] ?? step);
  const at = named.findIndex((step, i) => KEYS[step]?.form.test(steps[i + 1] ?? ""));
  const ai = named[at];
  const key = ai === undefined ? undefined : KEYS[ai];
  const value = steps[at + 1];
  if (ai === undefined || !key || value === undefined) return undefined;
  const finest = key.qualifiers?.find((one) => qualified(named, at, one) !== undefined);
  const end = finest === undefined ? "" : `/${finest}/${qualified(named, at, finest)}`;
  return `${DOMAIN}/${ai}/${ai === "01" ? value.padStart(14, "0") : value}${end}`;
}

function qualified(steps: readonly string[], key: number, ai: string): string | undefined {
  for (let at = key + 2; at < steps.length; at += 2) if (steps[at] === ai) return steps[at + 1];
  return undefined;
}
