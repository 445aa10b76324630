import { type Envelope, keyId, parseLedgerEntry } from "@rahdari/ledger";
import { readArguments } from "../../arguments.ts";
import { EXIT, type ExitCode, type Io } from "../../io.ts";
import { usedKey } from "../../ledger/author-journal.ts";
import { authorIn } from "../../ledger/inputs.ts";
import { PLACE_OPTIONS, placeOf } from "../../ledger/place.ts";
import type { Reach } from "../../ledger/reach.ts";
import { heldBack, type Speaker, signerOf, speakAs } from "../../ledger/speaker.ts";
import { Trouble } from "../../ledger/trouble.ts";
import { printable } from "../../printable.ts";

const OPTIONS = { ...PLACE_OPTIONS, as: { type: "string" }, json: { type: "boolean" } } as const;

/**
 * `rahdari ledger resume DIR --as PK/torkham --node URL`: an author whose journal is lost goes on, under a new key,
 * behind the last event that the ledger has of it. An authority's root goes on with `rahdari ledger key rotate`.
 */
export async function resumeCommand(given: readonly string[], io: Io): Promise<ExitCode> {
  const args = readArguments(given, OPTIONS);
  const { DIR } = args.expect("DIR");
  const author = authorIn(args);
  const place = await placeOf(args, DIR);
  const next = await speakAs(place, author, io, {}, resume);
  if (args.flag("json")) io.out(`${JSON.stringify({ author, next }, null, 2)}\n`);
  else if (next === null) io.out(`Nothing of the journal of ${author} is missing.\n`);
  else {
    io.out(
      printable(`${author} goes on with event ${next}.`).concat(
        "\nWhat it gave out and the ledger has not is lost here: whoever holds such a receipt can still hand it in.\n",
      ),
    );
  }
  return EXIT.answer;
}

/** Count of the author's next event; null where nothing is missing. */
async function resume(speaker: Speaker): Promise<number | null> {
  const { of, journal, reach, away } = speaker;
  if (!reach) {
    throw new Trouble("node-unreachable", of.origin, away ?? "cannot be reached", {
      exit: EXIT.unavailable,
      wayOut: "only the ledger knows how far it has come: try again when there is a line",
    });
  }
  const known = await reach.standing(of.author);
  if (!known || known.entry === null || known.next <= journal.size) return null;
  const last = await eventAt(known.entry, reach);
  if (last.event.author !== of.author || last.event.seq + 1 !== known.next)
    throw new Trouble("node-unfit", reach.at, `does not prove the last event of ${of.author}`, {
      exit: EXIT.unavailable,
      wayOut: "ask another node",
    });
  // A root goes on by its rotation: that is signed with the key that was held back.
  const signer = of.author.includes("/") ? await signerOf(speaker) : heldBack(speaker, of.author)[0].signer;
  if (keyId(signer.publicKey) === last.key) throw usedKey(of.author);
  await journal.resume(signer, { seq: known.next, prev: Buffer.from(last.hash).toString("base64") });
  return known.next;
}

/** From a receipt that was verified: the node's word alone is not enough to sign on. */
async function eventAt(index: number, reach: Reach): Promise<Envelope> {
  const entry = parseLedgerEntry((await reach.receipt(index)).entry);
  if (entry.type === "event") return entry.envelope;
  throw new Trouble("node-unfit", reach.at, `entry ${index} is no event`, { exit: EXIT.unavailable });
}
