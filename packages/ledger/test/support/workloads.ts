import type { EpochMs } from "@rahdari/units";
import { toHex } from "../../src/bytes/text.ts";
import { keyOfLog, MirrorLog } from "../../src/cosign/mirror-log.ts";
import type { Files } from "../../src/disk/files.ts";
import { openEmbedded } from "../../src/engine/embedded.ts";
import { parseEntry } from "../../src/entry/entry.ts";
import { Journal } from "../../src/journal/journal.ts";
import { journalOrigin } from "../../src/journal/journal-origin.ts";
import { fsck } from "../../src/log/fsck.ts";
import { rightsMachine } from "../../src/rights/rights-machine.ts";
import { verifyConsistency } from "../../src/tree/consistency.ts";
import { proveConsistency } from "../../src/tree/prove.ts";
import { HeadLog } from "../../src/witness/head-log.ts";
import { Witness, type WitnessedLog } from "../../src/witness/witness.ts";
import { type Branch, branchOf, linesOf, request } from "./branches.ts";
import { charterOf, foundOn, keyOf, ORIGIN, Pen, START, tickingClock } from "./fixture.ts";

/** What a process acknowledges, a line each: to be found again after it was killed. */
export type Say = (line: string) => void;

/** Something that keeps what it acknowledges. It is run on a directory, killed, and looked at. */
export type Workload = {
  /** Makes what it begins with. */
  prepare(files: Files, directory: string): Promise<void>;
  run(files: Files, directory: string, say: Say): Promise<void>;
  /** Throws where something that was said is not there any more, or where it cannot go on. */
  check(files: Files, directory: string, said: readonly string[]): Promise<void>;
};

const EVENTS = 2;
const charter = charterOf(["KZ", "PK"]);
const later = () => (START + 3_600_000) as EpochMs;
const permits = { kind: "permit", unit: "permit", cap: 3, users: ["PK"], expires: null };

async function events() {
  const [pk, torkham] = [new Pen("PK"), new Pen("PK/torkham")];
  const out = [await pk.addOffice("torkham")];
  for (let i = 0; i < EVENTS; i++)
    out.push(await torkham.write("right.grant", { ...permits, right: `R${i}` }));
  return out;
}

let history: Promise<Branch> | undefined;
function branch(): Promise<Branch> {
  history ??= events().then((sent) => branchOf(charter, sent));
  return history;
}

function assert(holds: boolean, what: string): asserts holds {
  if (!holds) throw new Error(what);
}

async function assertWhole(
  files: Files,
  directory: string,
  origin: string,
  publicKey: Uint8Array,
): Promise<void> {
  const { faults } = await fsck({ files, directory, origin, publicKey });
  assert(faults.length === 0, JSON.stringify(faults));
}

const engine: Workload = {
  async prepare(files, directory) {
    await foundOn(files, `${directory}/log`, charter);
  },
  async run(files, directory, say) {
    const ledger = await openEngine(files, directory);
    const [first, ...rest] = await events();
    const submit = async ({ bytes, hash }: { bytes: Uint8Array; hash: Uint8Array }) => {
      const done = await ledger.submit(bytes);
      if (done.status === "final") say(`${toHex(hash)} ${done.index}`);
    };
    await submit(first!);
    await Promise.all(rest.map(submit));
    await ledger.close();
  },
  async check(files, directory, said) {
    const ledger = await openEngine(files, directory);
    const leaves = await ledger.entries(0, ledger.state.size);
    const hashes = leaves
      .map(parseEntry)
      .map((entry) => (entry.type === "event" ? toHex(entry.envelope.hash) : ""));
    for (const line of said)
      assert(hashes[Number(line.split(" ")[1])] === line.split(" ")[0], `lost: ${line}`);
    for (const { bytes } of await events()) {
      const done = await ledger.submit(bytes);
      assert(done.status === "final" && done.outcome.status === "accepted", JSON.stringify(done));
    }
    assert(ledger.state.app.rights.size === EVENTS, "rights");
    await ledger.close();
    await assertWhole(files, `${directory}/log`, ORIGIN, keyOf("log").publicKey);
  },
};

function openEngine(files: Files, directory: string) {
  const own = {
    files,
    directory: `${directory}/log`,
    origin: ORIGIN,
    signer: keyOf("log"),
    now: tickingClock(),
  };
  return openEmbedded({ ...own, machine: rightsMachine });
}

/** A cosigner that remembers a log in one way or the other. */
function cosigner(
  open: (files: Files, directory: string) => Promise<WitnessedLog>,
  whole: boolean,
): Workload {
  const witnessOf = (log: WitnessedLog) =>
    new Witness({
      name: "kz.test/node",
      signer: keyOf("KZ node"),
      now: later,
      logs: new Map([[ORIGIN, log]]),
    });
  return {
    async prepare() {},
    async run(files, directory, say) {
      const log = await open(files, directory);
      for (const head of (await branch()).heads.slice(1, 3)) {
        const reply = await witnessOf(log).addCheckpoint(
          await request(await branch(), head, log.latest?.size ?? 0n),
        );
        if (linesOf(reply).length > 0) say(`${head.size}`);
      }
    },
    async check(files, directory, said) {
      const log = await open(files, directory);
      const known = log.latest?.size ?? 0n;
      // What it cosigned it must remember: else it would cosign another history of the same length.
      for (const line of said) assert(known >= BigInt(line), `forgot ${line}, knows ${known}`);
      const own = await branch();
      if (log.latest) {
        const proof = await proveConsistency(
          known,
          BigInt(own.log.size),
          own.log.nodesAt(BigInt(own.log.size)),
        );
        const last = { second: BigInt(own.log.size), secondRoot: own.log.root };
        assert(
          verifyConsistency({ first: known, firstRoot: log.latest.root, ...last, proof }),
          "another history",
        );
      }
      const reply = await witnessOf(log).addCheckpoint(await request(own, own.heads.at(-1)!, known));
      assert(reply.status === 200, reply.body);
      if (whole) await assertWhole(files, `${directory}/log`, ORIGIN, keyOf("log").publicKey);
    },
  };
}

const openMirror = (files: Files, directory: string) =>
  MirrorLog.open({
    files,
    directory: `${directory}/log`,
    charter,
    machine: rightsMachine,
    source: async (from, to) => (await branch()).leaves.slice(from, to),
    now: later,
  });

const openHead = (files: Files, directory: string) =>
  HeadLog.open(keyOfLog(charter), files, `${directory}/head`);

const journal: Workload = {
  async prepare() {},
  async run(files, directory, say) {
    const own = await openJournal(files, directory);
    const record = async (i: number) => {
      const seq = await own.record({ kind: "x.said", body: { n: i } });
      const [envelope] = await own.envelopes(seq, seq + 1);
      say(`${toHex(envelope!.hash)} ${seq}`);
    };
    await record(0);
    await record(1);
  },
  async check(files, directory, said) {
    const own = await openJournal(files, directory);
    const hashes = (await own.envelopes(0, own.size)).map(({ hash }) => toHex(hash));
    for (const line of said)
      assert(hashes[Number(line.split(" ")[1])] === line.split(" ")[0], `lost: ${line}`);
    const seq = await own.record({ kind: "x.after", body: {} });
    assert(seq === hashes.length, "the next count");
    await assertWhole(
      files,
      `${directory}/log`,
      journalOrigin(ORIGIN, "PK/torkham"),
      keyOf("PK/torkham").publicKey,
    );
  },
};

function openJournal(files: Files, directory: string): Promise<Journal> {
  const own = { files, directory: `${directory}/log`, origin: ORIGIN, author: "PK/torkham" };
  return Journal.open({ ...own, signer: keyOf("PK/torkham"), now: tickingClock() });
}

export const WORKLOADS: Readonly<Record<string, Workload>> = {
  engine,
  mirror: cosigner(openMirror, true),
  head: cosigner(openHead, false),
  journal,
};
