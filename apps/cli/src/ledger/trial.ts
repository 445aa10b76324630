import { mkdir, readdir, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { type Charter, type MemberEntry, type SealedCharter, sealCharter } from "@rahdari/ledger";
import type { Io } from "../io.ts";
import { AuthorJournal } from "./author-journal.ts";
import { checkedCharter } from "./charters.ts";
import { base64, entryOf } from "./entry-of.ts";
import { exists } from "./files.ts";
import { cosignHere, foundHere } from "./keep-ledger.ts";
import { KeyRing } from "./key-ring.ts";
import { openNearby, type Site } from "./nearby.ts";
import type { Reach } from "./reach.ts";
import { rootOf } from "./speaker.ts";
import { stateEvent } from "./state-event.ts";
import { Trouble } from "./trouble.ts";

export type Trial = {
  readonly directory: string;
  readonly origin: string;
  readonly agreement: string;
  /** Name of the state machine that it runs. */
  readonly machine: string;
  readonly members: readonly { readonly id: string; readonly name: string }[];
  /** "PK/torkham". */
  readonly offices: readonly string[];
  readonly engine: "alone" | "cosigned";
  /** Of the sequencer; the members' nodes follow. */
  readonly port: number;
};

/** A node of a trial: its own part of the directory, and where it is to be served. */
export type TrialNode = { readonly part: string; readonly port: number };

/**
 * Founds a whole ledger on one machine with the keys of everybody in it, offices registered: all of it, or nothing
 * is left. Gives the nodes to be served.
 */
export async function foundTrial(trial: Trial, io: Io): Promise<TrialNode[]> {
  const { directory } = trial;
  if ((await exists(directory)) && (await readdir(directory)).length > 0) {
    throw new Trouble("exists", directory, "is not empty; nothing is overwritten", {
      wayOut:
        "name a new directory; another ledger in one that is there: rahdari ledger charter, seal and found",
    });
  }
  await sweep(directory);
  const staged = `${directory}.founding-${process.pid}`;
  try {
    await mkdir(staged, { recursive: true, mode: 0o700 });
    const nodes = await found({ ...trial, directory: staged }, io);
    await rm(directory, { recursive: true, force: true });
    await rename(staged, directory);
    return nodes;
  } finally {
    await rm(staged, { recursive: true, force: true });
  }
}

async function found(trial: Trial, io: Io): Promise<TrialNode[]> {
  const { origin, members, engine, port } = trial;
  const first = await KeyRing.openOrBegin(trial.directory, io);
  const cosigned = engine === "cosigned";
  const site = (part: string, at: number): Site => {
    const directory = cosigned ? join(trial.directory, part) : trial.directory;
    return { directory, ring: cosigned ? first.sibling(directory) : first, url: `http://127.0.0.1:${at}` };
  };
  const sequencer = site("sequencer", port);
  const sites = new Map(members.map(({ id }, i) => [id, site(id.toLowerCase(), port + 1 + i)]));
  const sealed = await sealedBy(trial, sequencer, sites);
  for (const office of trial.offices) siteOf(sites, office).ring.ensure(office);
  const all = cosigned ? [...sites.values(), sequencer] : [sequencer];
  for (const { ring } of all) await ring.save();
  await keepAll(sealed, { cosigned, sequencer, sites }, io);
  const nearby = await openNearby(all, io);
  try {
    for (const office of trial.offices)
      await register({ origin, office }, siteOf(sites, office), nearby.reach, io);
  } finally {
    await nearby.close();
  }
  if (!cosigned) return [{ part: "", port }];
  return ["sequencer", ...members.map(({ id }) => id.toLowerCase())].map((part, i) => ({
    part,
    port: port + i,
  }));
}

async function sealedBy(
  { origin, agreement, machine, members, engine }: Trial,
  sequencer: Site,
  sites: ReadonlyMap<string, Site>,
): Promise<SealedCharter> {
  const entries: MemberEntry[] = members.map(({ id, name }) => {
    const node = engine === "cosigned" ? `${id.toLowerCase()}.trial/node` : null;
    return entryOf(siteOf(sites, id).ring, { id, name, kind: "authority", node });
  });
  const charter: Charter = checkedCharter({
    agreement,
    log: base64(sequencer.ring.ensure(`log ${origin}`).signer),
    machine,
    members: entries,
    origin,
    quorum: engine === "cosigned" ? "two-thirds" : "none",
  });
  const seals = await Promise.all(
    members.map(({ id }) => {
      const root = rootOf(siteOf(sites, id).ring, id);
      if (!root) throw new Error("a root key was made");
      return sealCharter(charter, id, root);
    }),
  );
  return { charter, seals };
}

type Sites = {
  readonly cosigned: boolean;
  readonly sequencer: Site;
  readonly sites: ReadonlyMap<string, Site>;
};

async function keepAll(sealed: SealedCharter, { cosigned, sequencer, sites }: Sites, io: Io): Promise<void> {
  const { charter } = sealed;
  const ledger = "rahdari/ledger/1" as const;
  const log = sequencer.ring.ensure(`log ${charter.origin}`).signer;
  if (!cosigned) return foundHere(sequencer.directory, { ledger, role: "alone", charter }, sealed, log, io);
  const cosigners = Object.fromEntries([...sites].map(([id, { url }]) => [id, `${url}/${charter.origin}`]));
  await foundHere(sequencer.directory, { ledger, role: "sequencer", charter, cosigners }, sealed, log, io);
  for (const { id, node } of charter.members) {
    await cosignHere(siteOf(sites, id).directory, {
      ledger,
      role: "cosigner",
      charter,
      member: id,
      node: node?.name ?? "",
      sequencer: `${sequencer.url}/${charter.origin}`,
    });
  }
}

/** The authority's root registers an office's key, journal first as ever. */
async function register(
  { origin, office: author }: { readonly origin: string; readonly office: string },
  { directory, ring }: Site,
  reach: Reach,
  io: Io,
): Promise<void> {
  const [member = "", office = ""] = author.split("/");
  const root = rootOf(ring, member);
  if (!root) throw new Error("a root key was made");
  const of = { directory, origin, author: member };
  const journal = await AuthorJournal.open(of, io);
  try {
    const body = { role: "office", of: office, key: base64(ring.ensure(author).signer) };
    const stated = await stateEvent(
      { of, journal, signer: root, draft: { kind: "key.add", body }, reach },
      io,
    );
    if (stated.final?.outcome.status === "accepted") return;
    throw new Trouble("not-registered", author, stated.waiting ?? "was rejected");
  } finally {
    await journal.close();
  }
}

function siteOf(sites: ReadonlyMap<string, Site>, author: string): Site {
  const site = sites.get(author.split("/", 1)[0] ?? "");
  if (site) return site;
  throw new Trouble("not-a-member", "--office", `${author} is of no member that --member names`);
}

/** Removes what a founding that was broken off, of a process that is gone, has left beside the directory. */
async function sweep(directory: string): Promise<void> {
  const prefix = `${basename(directory)}.founding-`;
  for (const name of await readdir(dirname(directory)).catch(() => [])) {
    if (!name.startsWith(prefix) || isRunning(Number(name.slice(prefix.length)))) continue;
    await rm(join(dirname(directory), name), { recursive: true, force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
