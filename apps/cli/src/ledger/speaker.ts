import { type Bundle, keyCommitment, keyId, type Roster, type Signer } from "@rahdari/ledger";
import { EXIT, type Io } from "../io.ts";
import { AuthorJournal, type AuthorOf } from "./author-journal.ts";
import { KeyRing, type RingKey } from "./key-ring.ts";
import type { Place } from "./place.ts";
import { openToWrite, type Reach } from "./reach.ts";
import { Trouble, troubleOf } from "./trouble.ts";

/** One author of one ledger with all that it needs to speak: keys, journal, and the ledger where it answers. */
export type Speaker = {
  readonly of: AuthorOf;
  readonly ring: KeyRing;
  readonly journal: AuthorJournal;
  readonly reach: Reach | undefined;
  /** Why the ledger is not there. */
  readonly away: string | undefined;
  /** Members and keys, where the ledger told them. */
  readonly roster: Roster | undefined;
};

/** Does some work as an author; what was opened for it is closed again. `offline`: the ledger is not asked. */
export async function speakAs<Result>(
  place: Place,
  author: string,
  io: Io,
  options: { readonly offline?: boolean },
  work: (speaker: Speaker) => Promise<Result>,
): Promise<Result> {
  const { directory, origin } = place;
  const ring = await KeyRing.open(directory, io);
  const of = { directory, origin, author };
  const journal = await AuthorJournal.open(of, io);
  try {
    const reached = options.offline ? undefined : await reachFor(place, ring, io);
    try {
      const { reach, away, roster } = reached ?? {};
      return await work({ of, ring, journal, reach, away, roster });
    } finally {
      await reached?.reach?.close();
    }
  } finally {
    await journal.close();
  }
}

type Reached = Partial<Pick<Speaker, "reach" | "away" | "roster">>;

async function reachFor(place: Place, ring: KeyRing, io: Io): Promise<Reached> {
  let reach: Reach | undefined;
  try {
    reach = await openToWrite(place, ring, io);
    return { reach, roster: await rosterOf(reach) };
  } catch (error) {
    await reach?.close();
    const trouble = troubleOf(error);
    if (trouble?.exit !== EXIT.unavailable) throw error;
    return { away: `${trouble.at}: ${trouble.message}` };
  }
}

async function rosterOf(reach: Reach): Promise<Roster> {
  if (reach.engine) return reach.engine.state.roster;
  const { roster }: Bundle = await reach.bundle();
  return roster;
}

/**
 * The key that an author signs with now: the registered one where the ledger has told its keys, else the one that
 * it signed with last, else the newest of its name. Of root keys the newest is the one held back for rotation.
 */
export async function signerOf({ of, ring, journal, roster }: Speaker): Promise<Signer> {
  const { author } = of;
  const own = keysNamed(ring, author);
  if (roster) {
    const signer = registeredSigner(roster, author, ring);
    if (signer) return signer;
    throw unregistered(author, ring, own.at(0), of.origin);
  }
  const last = await journal.lastKey();
  const signer = own.find(({ publicKey }) => keyId(publicKey) === last) ?? own.at(-1);
  if (signer) return signer;
  throw new Trouble("no-key", ring.file, `does not hold a key of ${author}`, {
    wayOut: `make one with rahdari ledger enrol DIR ${author}`,
  });
}

/**
 * Root keys of a member in a keystore, from the one on that it has held back: the ledger knows that one's hash, and
 * it alone can take the place of the root in force. Throws Trouble where it is not here.
 */
export function heldBack({ ring, roster, of }: Speaker, member: string): [RingKey, ...RingKey[]] {
  const committed = roster?.members.find(({ id, until }) => id === member && until === null)?.nextRoot;
  const roots = ring.of(`${member} root`);
  const at = roots.findIndex(({ signer }) => keyCommitment(signer.publicKey) === committed);
  const [first, ...more] = at < 0 ? [] : roots.slice(at);
  if (first) return [first, ...more];
  const message = `does not hold the root key that ${member} had held back for ${of.origin}`;
  throw new Trouble("no-key", ring.file, message, {
    wayOut: "do it where that key is; without it the root cannot be changed",
  });
}

/** Root key in force, of those in a keystore, before any ledger says so: the newest but one. */
export function rootOf(ring: KeyRing, member: string): Signer | undefined {
  return keysNamed(ring, member).at(-1);
}

function keysNamed(ring: KeyRing, author: string): Signer[] {
  if (author.includes("/")) return ring.of(author).map(({ signer }) => signer);
  const roots = ring.of(`${author} root`).map(({ signer }) => signer);
  return roots.length > 1 ? roots.slice(0, -1) : roots;
}

/** The newest key of an author that a ledger knows and a keystore holds. */
export function registeredSigner(roster: Roster, author: string, ring: KeyRing): Signer | undefined {
  const [member, office = null] = author.split("/");
  const role = office === null ? "root" : "office";
  return roster.keys
    .filter((key) => key.member === member && key.role === role && key.until === null)
    .filter((key) => role === "root" || key.of === office)
    .map(({ publicKey }) => ring.byPublicKey(new Uint8Array(Buffer.from(publicKey, "base64")))?.signer)
    .findLast((signer) => signer !== undefined);
}

function unregistered(author: string, ring: KeyRing, own: Signer | undefined, origin: string): Trouble {
  const [member = "", office] = author.split("/");
  const key = own && Buffer.from(own.publicKey).toString("base64");
  if (!key) {
    return new Trouble("no-key", ring.file, `does not hold a key of ${author} that ${origin} knows`, {
      wayOut: `run this where that key is, or make one with rahdari ledger enrol DIR ${author}`,
    });
  }
  return new Trouble("key/unknown", author, `${origin} does not know its key ${keyId(own.publicKey)}`, {
    wayOut: office
      ? `${member} registers it: rahdari ledger key add DIR --as ${member} --office ${office} --key ${key}`
      : "the ledger knows another root key; take the keystore that holds it",
  });
}
