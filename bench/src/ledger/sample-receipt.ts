import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type Bundle,
  type Charter,
  type CosignerClient,
  DiskLog,
  formatAddCheckpoint,
  formatBundle,
  formatCheckpoint,
  HEAD_FILE,
  HeadLog,
  keyOfLog,
  nodeFiles,
  openCosigned,
  parseBundle,
  parseCheckpoint,
  proveInclusion,
  type Receipt,
  rightsMachine,
  type SignedCheckpoint,
  signCheckpoint,
  Witness,
} from "@rahdari/ledger";
import { charterOf, clock, found, keyOf, Office, ORIGIN, openingOf } from "./setting.ts";

const signer = keyOf(`log ${ORIGIN}`);

/**
 * A receipt with an inclusion proof of `depth` hashes and `cosigners` cosignatures, with the bundle that it is
 * verified by. The entry is a real one; most of the log around it is padding, which a receipt does not show.
 */
export async function sampleReceipt(
  depth: number,
  cosigners: number,
): Promise<{ readonly receipt: Receipt; readonly bundle: Bundle }> {
  const root = mkdtempSync(join(tmpdir(), "rahdari-bench-"));
  try {
    // The largest number of nodes whose quorum is that many.
    const n = Math.ceil((3 * cosigners) / 2) - 1;
    const charter = charterOf(
      Array.from({ length: n }, (_, i) => String.fromCharCode(65 + i).repeat(2)),
      "two-thirds",
    );
    const { receipt, bundle } = await smallLedger(root, charter, cosigners);
    return { receipt: await deepened(receipt, join(root, "deep"), charter, { depth, cosigners }), bundle };
  } finally {
    rmSync(root, { recursive: true });
  }
}

async function smallLedger(root: string, charter: Charter, cosigners: number) {
  await found(join(root, "log"), charter, { headFile: HEAD_FILE });
  const engine = await openCosigned({
    files: nodeFiles,
    directory: join(root, "log"),
    origin: ORIGIN,
    signer,
    machine: rightsMachine,
    now: clock,
    cosigners: new Map((await witnesses(root, charter)).slice(0, cosigners)),
    sleep: (ms) => new Promise((resolve) => setTimeout(resolve, Math.min(ms, 500))),
  });
  const office = new Office();
  for (const envelope of await openingOf([office])) await engine.submit(envelope.bytes);
  const done = await engine.submit((await office.reserve("r")).bytes);
  const roster = await engine.receipt(await engine.publishRoster());
  const receipt = await engine.receipt(done.status === "final" ? done.index : 0);
  const text = formatBundle(engine.state.roster, roster.entry, roster.proof);
  await engine.close();
  return { receipt, bundle: parseBundle(new TextEncoder().encode(text)) };
}

/** Witnesses that see heads only, by member. */
function witnesses(root: string, charter: Charter): Promise<(readonly [string, CosignerClient])[]> {
  return Promise.all(
    charter.members.map(async ({ id, node }) => {
      mkdirSync(join(root, id), { recursive: true });
      const log = await HeadLog.open(keyOfLog(charter), nodeFiles, join(root, id, "head"));
      const logs = new Map([[ORIGIN, log]]);
      const witness = new Witness({ name: node?.name ?? "", signer: keyOf(`${id} node`), now: clock, logs });
      return [id, (body: string) => witness.addCheckpoint(body)] as const;
    }),
  );
}

/** The same entry in a log so large that its proof has `depth` hashes. */
async function deepened(
  receipt: Receipt,
  directory: string,
  charter: Charter,
  { depth, cosigners }: { readonly depth: number; readonly cosigners: number },
): Promise<Receipt> {
  const log = await DiskLog.open({
    files: nodeFiles,
    directory,
    origin: ORIGIN,
    publicKey: signer.publicKey,
  });
  const padding = Array.from({ length: 2 ** depth - 1 }, (_, i) => new TextEncoder().encode(String(i)));
  const index = Math.floor(padding.length / 3);
  const entries = [...padding.slice(0, index), receipt.entry, ...padding.slice(index)];
  const head = await log.append(entries, (unsigned) => signCheckpoint(unsigned, signer));
  const clients = (await witnesses(directory, charter)).slice(0, cosigners);
  const hashes = await proveInclusion(BigInt(index), head.size, log.nodesAt(head.size));
  return { ...receipt, proof: { index: BigInt(index), hashes, checkpoint: await cosigned(head, clients) } };
}

async function cosigned(
  head: SignedCheckpoint,
  clients: readonly (readonly [string, CosignerClient])[],
): Promise<SignedCheckpoint> {
  const replies = clients.map(async ([, client]) => {
    const { body } = await client(formatAddCheckpoint({ old: 0n, proof: [], checkpoint: head }));
    return body;
  });
  return parseCheckpoint(formatCheckpoint(head) + (await Promise.all(replies)).join(""));
}
