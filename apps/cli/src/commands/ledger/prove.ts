import {
  type Disclosure,
  disclose,
  formatQrText,
  formatReceipt,
  parseOpening,
  qrModules,
  qrSvg,
  type Receipt,
  type Roster,
} from "@rahdari/ledger";
import { type Arguments, readArguments } from "../../arguments.ts";
import { EXIT, type ExitCode, type Io } from "../../io.ts";
import { readInputFile, refuseExisting, writeNew } from "../../ledger/files.ts";
import { countIn } from "../../ledger/inputs.ts";
import { qrPng } from "../../ledger/picture.ts";
import { PLACE_OPTIONS, placeOf } from "../../ledger/place.ts";
import { openToRead } from "../../ledger/reach.ts";
import { readAs, Trouble } from "../../ledger/trouble.ts";
import { printable } from "../../printable.ts";
import { UsageError } from "../../usage-error.ts";

const OPTIONS = {
  ...PLACE_OPTIONS,
  disclose: { type: "string", multiple: true },
  out: { type: "string" },
  qr: { type: "string", multiple: true },
  json: { type: "boolean" },
} as const;

/** `rahdari ledger prove DIR INDEX [--disclose OPENING:FIELD,...] [--out FILE] [--qr FILE.svg|FILE.png|FILE.txt]`. */
export async function proveCommand(given: readonly string[], io: Io): Promise<ExitCode> {
  const args = readArguments(given, OPTIONS);
  const { DIR, INDEX } = args.expect("DIR", "INDEX");
  const index = countIn(INDEX, "INDEX");
  const [out, codes] = [args.text("out"), args.all("qr").map(codeFile)];
  for (const file of [...(out === undefined ? [] : [out]), ...codes.map(({ file: name }) => name)])
    await refuseExisting(file);
  const place = await placeOf(args, DIR);
  const reach = await openToRead(place, io);
  try {
    const receipt = { ...(await reach.receipt(index)), disclosures: await disclosures(args) };
    const text = formatReceipt(receipt);
    if (codes.length > 0) await writeCodes(codes, receipt, (await reach.bundle()).roster);
    if (out !== undefined) await writeNew(out, text);
    if (out === undefined && codes.length === 0) io.out(text);
    else tell([...(out === undefined ? [] : [out]), ...codes.map(({ file }) => file)], index, args, io);
    return EXIT.answer;
  } finally {
    await reach.close();
  }
}

function tell(files: readonly string[], index: number, args: Arguments, io: Io): void {
  if (args.flag("json")) io.out(`${JSON.stringify({ index, files }, null, 2)}\n`);
  else io.out(`Receipt of entry ${index}: ${printable(files.join(", "))}\n`);
}

/** `opening.json:seal,opening.json:plate`, or `opening.json:seal+plate`. */
async function disclosures(args: Arguments): Promise<Disclosure[]> {
  const opened: Disclosure[] = [];
  for (const text of args.list("disclose")) {
    const split = text.lastIndexOf(":");
    if (split < 1) {
      const message = `not OPENING:FIELD, such as opening.json:seal: ${text}`;
      throw new UsageError("bad-option", { option: "--disclose", message });
    }
    const [file, name] = [text.slice(0, split), text.slice(split + 1)];
    const bytes = await readInputFile(file, 1_000_000);
    const opening = readAs(file, () => parseOpening(bytes));
    const one = await disclose(opening, name);
    if (!one) {
      const suggestions = opening.fields.map((field) => `${file}:${field.name}`);
      throw new UsageError("bad-option", { option: "--disclose", message: `no field ${name}`, suggestions });
    }
    opened.push(one);
  }
  return opened;
}

type CodeFile = { readonly file: string; readonly form: "svg" | "png" | "txt" };

function codeFile(file: string): CodeFile {
  const form = (["svg", "png", "txt"] as const).find((one) => file.toLowerCase().endsWith(`.${one}`));
  if (form) return { file, form };
  throw new UsageError("bad-option", {
    option: "--qr",
    message: `not a name in .svg, .png or .txt: ${file}`,
  });
}

async function writeCodes(codes: readonly CodeFile[], receipt: Receipt, roster: Roster): Promise<void> {
  const text = formatQrText(receipt, roster);
  const rows = qrModules(text);
  for (const { file, form } of codes) {
    if (form === "txt") await writeNew(file, `${text}\n`);
    else if (!rows) {
      throw new Trouble(
        "too-large",
        file,
        `a receipt of ${text.length} signs has no room in a QR code of 70 mm`,
        {
          wayOut: "disclose fewer fields, or hand the file over: --out FILE",
        },
      );
    } else await writeNew(file, form === "svg" ? qrSvg(rows) : qrPng(rows));
  }
}
