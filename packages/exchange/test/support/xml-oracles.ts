import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { unzipSync } from "fflate";
import { memoryPages, validateXML } from "xmllint-wasm";

const root = fileURLToPath(new URL("../../../../../shared/oracles/transit/", import.meta.url));
const xsd = `${root}ncts-p6/conf/v3_0/xsd/`;
const lists = `${root}codelists/`;
const samples = `${root}ncts-samples/source/downloads/ncts5-trader-test-pack/NCTS5_Trader_Test_XML_Examples_v8.zip`;

/** Whether the schemas of NCTS and its sample messages lie beside the project. */
export const haveSchemas = existsSync(xsd);
export const haveSamples = existsSync(samples);
export const haveCodeLists = existsSync(lists);

/** Messages of NCTS that have a schema: "CC015C". */
export function schemaNames(): string[] {
  return readdirSync(xsd)
    .filter((file) => /^cc\d{3}c\.xsd$/.test(file))
    .map((file) => file.slice(0, -".xsd".length).toUpperCase())
    .sort();
}

/** Codes of a list of NCTS. */
export function codeList(name: string): ReadonlySet<string> {
  const rows: Readonly<Record<string, string>>[] = JSON.parse(readFileSync(`${lists}${name}.json`, "utf8"));
  return new Set(rows.map((row) => Object.values(row)[0] ?? ""));
}

/** What the XSDs have against documents, by the name of each; empty for one that is valid. */
export async function schemaErrors(documents: ReadonlyMap<string, string>): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>();
  const all = [...documents];
  // Its stack holds the names of about a thousand files.
  for (let i = 0; i < all.length; i += 500)
    for (const [name, errors] of await batchErrors(all.slice(i, i + 500))) found.set(name, errors);
  return found;
}

/** All schemas are read once for all documents of a batch, which is what takes the time. */
async function batchErrors(
  documents: readonly (readonly [string, string])[],
): Promise<(readonly [string, string[]])[]> {
  const files = readdirSync(xsd).filter((file) => file.endsWith(".xsd"));
  const includes = schemaNames().map((name) => `<xs:include schemaLocation="${name.toLowerCase()}.xsd"/>`);
  const { errors, rawOutput } = await validateXML({
    xml: documents.map(([, contents], i) => ({ fileName: `${i}.xml`, contents })),
    schema: `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="http://ncts.dgtaxud.ec">${includes.join("")}</xs:schema>`,
    preload: files.map((fileName) => ({ fileName, contents: readFileSync(xsd + fileName, "utf8") })),
    initialMemoryPages: 256 * memoryPages.MiB,
    maxMemoryPages: memoryPages.GiB,
  });
  const found = documents.map(([name]) => [name, [] as string[]] as const);
  for (const { message, loc, rawMessage } of errors) {
    const own = found[Number.parseInt(loc?.fileName ?? rawMessage, 10)]?.[1];
    if (own) own.push(message);
    // Other lines without a document's name are excerpts of one.
    else if (rawMessage.includes(".xsd")) throw new Error(`the schemas cannot be used: ${rawMessage}`);
  }
  // A document of which nothing is said was not looked at.
  for (const [i, [, own]] of found.entries())
    if (own.length === 0 && !rawOutput.includes(`${i}.xml validates`)) own.push("not validated");
  return found;
}

/** Sample messages by their file name, with their placeholders filled: a number, a date, a moment. */
export function sampleMessages(pattern: RegExp): Map<string, string> {
  const files = Object.entries(unzipSync(new Uint8Array(readFileSync(samples))));
  const named = files.map(([path, bytes]) => [path.slice(path.lastIndexOf("/") + 1), bytes] as const);
  const wanted = named.filter(([name]) => pattern.test(name) && !name.startsWith("._"));
  return new Map(wanted.map(([name, bytes]) => [name, filled(new TextDecoder().decode(bytes))]));
}

const VALUES: Readonly<Record<string, string>> = {
  LRN: "SAMPLE-1",
  MRN: "27GB0000000000001J1",
  limitDate: "2027-02-01",
  messageIdentification: "1",
};

function filled(xml: string): string {
  return xml.replace(/\{\{(\w+)\}\}/g, (_, name: string) => VALUES[name] ?? "2027-01-15T10:00:00");
}
