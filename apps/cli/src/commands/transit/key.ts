import {
  Credentials,
  isLabel,
  isPartyOf,
  LABEL_FORM,
  type NewCredential,
  officesFault,
} from "@rahdari/server";
import { GuarantorId, HolderId, OfficeName } from "@rahdari/transit";
import { type Arguments, readArguments } from "../../arguments.ts";
import { EXIT, type ExitCode, type Io } from "../../io.ts";
import { memberIn } from "../../ledger/inputs.ts";
import { PLACE_OPTIONS, type Place, placeOf } from "../../ledger/place.ts";
import { Trouble } from "../../ledger/trouble.ts";
import { type KeptLedger, openKept } from "../../transit/kept-ledger.ts";
import { openRecords } from "../../transit/records.ts";
import { UsageError } from "../../usage-error.ts";

const OPTIONS = {
  ...PLACE_OPTIONS,
  as: { type: "string" },
  office: { type: "string", multiple: true },
  holder: { type: "string" },
  guarantor: { type: "string" },
  label: { type: "string" },
  json: { type: "boolean" },
} as const;

/**
 * `rahdari transit key add DIR --as PK [--office PK/torkham ... | --holder ID | --guarantor ID] --label TEXT`,
 * `key list DIR --as PK`, `key revoke DIR ID --as PK`: keys of the interface, in the records while no server has
 * them open; a running server gives them out at /v1/transit/keys.
 */
export async function transitKeyCommand([verb, ...given]: readonly string[], io: Io): Promise<ExitCode> {
  const args = readArguments(given, OPTIONS);
  if (verb !== "add" && verb !== "list" && verb !== "revoke")
    throw new UsageError("unknown-command", { option: verb ?? "key", message: "expected add, list, revoke" });
  const [directory, id] = verb === "revoke" ? both(args) : [args.expect("DIR").DIR, ""];
  const place = await placeOf(args, directory);
  const issuer = memberIn(args);
  const wanted = verb === "add" ? wantedIn(args, issuer) : undefined;
  const store = await openRecords(place.directory, place.origin, io);
  try {
    if (wanted) await refuseUnknown(place, wanted, io);
    const credentials = await Credentials.open(store, () => io.now().getTime());
    if (wanted) return await add(credentials, wanted, args, io);
    if (verb === "list") return list(credentials, issuer, args, io);
    return await revoke(credentials, id, issuer, io);
  } finally {
    await store.close();
  }
}

function both(args: Arguments): [string, string] {
  const { DIR, ID } = args.expect("DIR", "ID");
  return [DIR, ID];
}

function wantedIn(args: Arguments, issuer: string): NewCredential {
  const label = args.text("label") ?? "";
  if (label === "")
    throw new UsageError("missing-argument", { option: "--label", message: "say whose it is" });
  if (!isLabel(label))
    throw new UsageError("bad-option", { option: "--label", message: `not ${LABEL_FORM}` });
  const [holder, guarantor] = [args.text("holder"), args.text("guarantor")];
  const offices = args.list("office");
  if ([holder !== undefined, guarantor !== undefined, offices.length > 0].filter(Boolean).length > 1)
    throw new UsageError("bad-option", {
      option: "--holder",
      message: "one of --office, --holder, --guarantor",
    });
  if (holder !== undefined)
    return { role: "holder", subject: checked("holder", HolderId, holder), offices: null, issuer, label };
  if (guarantor !== undefined) {
    const subject = checked("guarantor", GuarantorId, guarantor);
    return { role: "guarantor", subject, offices: null, issuer, label };
  }
  for (const office of offices)
    if (!OfficeName.safeParse(office).success || !office.startsWith(`${issuer}/`))
      throw new UsageError("bad-option", {
        option: "--office",
        message: `no office of ${issuer}: ${office}`,
      });
  return { role: "authority", subject: issuer, offices: offices.length > 0 ? offices : null, issuer, label };
}

/** Whoever has a key speaks and sees as its subject: that has to be on the ledger, whatever it looks like. */
async function refuseUnknown(place: Place, wanted: NewCredential, io: Io): Promise<void> {
  const { issuer, role, subject } = wanted;
  const { followed, close } = await openKept(place, io);
  await close();
  // A node that cosigns and has seen nothing yet knows the members of the charter alone.
  const members =
    followed?.state.roster.members.filter(({ until }) => until === null) ?? place.config?.charter.members;
  if (!members?.some(({ id, kind }) => id === issuer && kind === "authority"))
    throw new Trouble("not-a-member", issuer, `is no authority of ${place.origin}`, {
      wayOut: "rahdari ledger members lists them",
    });
  if (role === "authority") return refuseNoOffice(wanted.offices ?? [], issuer, followed);
  if (followed && isPartyOf(issuer, role, subject, followed.state.app)) return;
  throw new Trouble("not-admitted", subject, `was not admitted by ${issuer}`, {
    wayOut: followed ? `have an office of ${issuer} state ${role}.authorise first` : NOTHING_SEEN,
  });
}

const NOTHING_SEEN = "serve this node until it has seen the ledger, then give the key out";

function refuseNoOffice(offices: readonly string[], issuer: string, followed: KeptLedger["followed"]): void {
  const fault = officesFault(offices, issuer, followed?.state.roster ?? { keys: [] });
  if (!fault) return;
  throw new Trouble("no-office", offices[fault.at] as string, fault.detail, {
    wayOut: followed
      ? "register an office first: rahdari ledger key add DIR --as ID --office NAME"
      : NOTHING_SEEN,
  });
}

function checked(
  option: string,
  form: { safeParse(text: string): { readonly success: boolean } },
  text: string,
): string {
  if (form.safeParse(text).success) return text;
  throw new UsageError("bad-option", { option: `--${option}`, message: `is not of its form: ${text}` });
}

async function add(
  credentials: Credentials,
  wanted: NewCredential,
  args: Arguments,
  io: Io,
): Promise<ExitCode> {
  const { id, secret } = await credentials.give(wanted);
  io.out(args.flag("json") ? `${JSON.stringify({ id, key: secret }, null, 2)}\n` : `${secret}\n`);
  io.err("Shown this once: only its hash is kept.\n");
  return EXIT.answer;
}

function list(credentials: Credentials, issuer: string, args: Arguments, io: Io): ExitCode {
  const keys = credentials.all(issuer);
  if (args.flag("json")) io.out(`${JSON.stringify({ keys }, null, 2)}\n`);
  else
    for (const { id, role, subject, offices, label, revoked } of keys)
      io.out(
        `${id}  ${role} ${offices?.join(", ") ?? subject}  ${label}${revoked ? "  (taken back)" : ""}\n`,
      );
  return EXIT.answer;
}

async function revoke(credentials: Credentials, id: string, issuer: string, io: Io): Promise<ExitCode> {
  if (await credentials.revoke(id, issuer)) {
    io.err(`${id} is good for nothing from now on\n`);
    return EXIT.answer;
  }
  throw new Trouble("not-found", id, `${issuer} gave out no key of that id`, { exit: EXIT.none });
}
