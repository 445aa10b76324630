import { toBase45 } from "../../src/bytes/base45.ts";
import { toBase64, toHex, utf8 } from "../../src/bytes/text.ts";
import { formatEvidence } from "../../src/cosign/evidence.ts";
import { commitTo } from "../../src/event/commitment.ts";
import { signEvent } from "../../src/event/envelope.ts";
import { formatOpening } from "../../src/event/opening.ts";
import { formatSnapshot } from "../../src/execute/snapshot.ts";
import { formatDiscrepancy } from "../../src/journal/discrepancy.ts";
import { sealKeystore } from "../../src/keystore/keystore.ts";
import { formatBundle as formatTile } from "../../src/log/bundle-tile.ts";
import { formatCheckpoint } from "../../src/note/checkpoint.ts";
import { formatSignatureLine } from "../../src/note/note.ts";
import { quorumPolicy } from "../../src/note/policy.ts";
import { formatProof } from "../../src/note/proof.ts";
import { formatVkey, parseVkey, SIGNATURE_TYPE, type VerifierKey, verifierKey } from "../../src/note/vkey.ts";
import { formatCompact, formatQrText } from "../../src/receipt/compact.ts";
import { qrModules } from "../../src/receipt/qr.ts";
import { formatReceipt } from "../../src/receipt/receipt.ts";
import { rightsMachine } from "../../src/rights/rights-machine.ts";
import { type Bundle, formatBundle } from "../../src/roster/bundle.ts";
import { formatAddCheckpoint } from "../../src/witness/request.ts";
import { signTicket } from "../../src/witness/ticket.ts";
import { seeded } from "../support/crash-files.ts";
import { bench, memoryFiles } from "../support/engines.ts";
import { charterOf, keyOf, Pen, START, sealAll } from "../support/fixture.ts";
import { sampleOf, steadyRandom } from "../support/receipts.ts";
import { Sketch } from "../vectors/sketch.ts";

export const PASSPHRASE = "correct horse";

/** What fuzzing begins from: bytes of every format that are as they should be. */
export type Samples = Awaited<ReturnType<typeof makeSamples>>;

export async function makeSamples() {
  const { bundle, receipts } = await sampleOf("cosigned");
  const all = Object.values(receipts);
  const { roster } = bundle;
  const entries = all.map(({ entry }) => entry);
  const heads = all.map(({ proof }) => proof.checkpoint);
  const checkpoints = heads.map((head) => utf8(formatCheckpoint(head)));
  const [accepted, rejected, provisional] = [receipts.accepted!, receipts.rejected!, receipts.provisional!];
  const charter = charterOf(["KZ", "PK"]);
  const event = await new Pen("PK/torkham").draft("right.spend", { reservation: "K71" });
  return {
    bundle,
    /** Entries that receipts were given for. */
    leaves: new Set(entries.map(toHex)),
    entries,
    checkpoints,
    nodeKeys: nodeKeys(),
    envelopes: await envelopes(),
    notes: [...checkpoints, utf8("text\n\n— a AAAAAAAA\n"), utf8("\n\n— a AAAAAAAA\n— b BBBBBBBB\n")],
    vkeys: nodeKeys().map((key) => utf8(formatVkey(key))),
    lines: heads[0]!.note.signatures.map((line) => utf8(formatSignatureLine(line).trimEnd())),
    policies: policies(bundle),
    proofs: all.flatMap(({ proof }) => {
      const text = formatProof(proof);
      return [utf8(text), utf8(text.replace("\n", "\nextra AAAA\n"))];
    }),
    requests: [0n, 5n].map((old) =>
      utf8(
        formatAddCheckpoint({ old, proof: old === 0n ? [] : accepted.proof.hashes, checkpoint: heads[0]! }),
      ),
    ),
    tickets: [utf8(await signTicket(event, "pk.test/node", keyOf("PK node"), START))],
    paths: ["tile/0/000", "tile/entries/x001/234.p/5", "tile/63/x001/x234/067.p/255"].map(utf8),
    base45: [utf8(toBase45(entries[0]!.subarray(0, 300)))],
    tiles: [formatTile(entries.slice(0, 4)), formatTile(entries)],
    jsons: [...entries, utf8('{"a":[1,{"b":null}],"é":"\\u20ac\\n","":{"x":true,"y":false}}')],
    bundles: [utf8(formatBundle(roster, bundle.leaf, bundle.proof)), utf8(await changedBundle())],
    receipts: all.map((receipt) => utf8(formatReceipt(receipt))),
    configs: configs().map((config) => utf8(JSON.stringify(config))),
    charters: [utf8(JSON.stringify({ charter, seals: await sealAll(charter) }))],
    members: charter.members.map((member) => utf8(JSON.stringify(member))),
    openings: [
      utf8(formatOpening(commitTo({ plate: "KZ 01", grossKg: 20_400, list: [] }, steadyRandom()).opening)),
    ],
    discrepancies: [utf8(formatDiscrepancy({ provisional, rejected, against: accepted }))],
    evidence: [
      formatEvidence({ why: "x", signed: heads[0]!, known: heads[1]!, entry: null }),
      formatEvidence({
        why: "y",
        signed: heads[0]!,
        known: null,
        entry: { leaf: entries[0]!, proof: accepted.proof },
      }),
    ],
    compacts: all.map((receipt) => formatCompact(receipt, roster)),
    qrTexts: all.map((receipt) => utf8(formatQrText(receipt, roster))),
    pictures: [...["RD1:0123456789", "RD1:ABC", `RD1:${"A".repeat(150)}`].map(picture), ...noise()],
    snapshots: [await snapshot()],
    keystores: [await sealKeystore([{ name: "PK", seed: new Uint8Array(32) }], PASSPHRASE, 4)],
    opened: [
      utf8(
        JSON.stringify({
          keystore: "rahdari/keystore/1",
          keys: [{ name: "PK", seed: toBase64(new Uint8Array(32)) }],
        }),
      ),
    ],
  };
}

function nodeKeys(): VerifierKey[] {
  const types = [SIGNATURE_TYPE.ed25519, SIGNATURE_TYPE.cosignature];
  return ["AF", "PK"].flatMap((id) =>
    types.map((type) => verifierKey(`${id.toLowerCase()}.test/node`, type, keyOf(`${id} node`).publicKey)),
  );
}

async function envelopes(): Promise<Uint8Array[]> {
  const pen = new Pen("PK/torkham");
  const first = await pen.write("right.grant", {
    right: "A",
    list: [1, "two", { three: null }],
    ключ: "значение",
  });
  const second = await pen.write("x.y", {}, { commit: toBase64(new Uint8Array(32)) });
  const stranger = await signEvent({ ...first.event, author: "XX" }, keyOf("XX root"));
  return [first, second, stranger].map(({ bytes }) => bytes);
}

function policies({ roster }: Bundle): Uint8Array[] {
  const [log = "", ...rest] = roster.policies[0]!.text.split("\n");
  const cosigners = Array.from({ length: 99 }, (_, i) => ({
    name: `w${i}`,
    key: verifierKey(`w${i}.test`, SIGNATURE_TYPE.cosignature, keyOf(`w${i}`).publicKey),
  }));
  return [
    roster.policies[0]!.text,
    `${log}\nquorum none\n`,
    `# comment\n${[log, ...rest].join("\n")}`,
    quorumPolicy(parseVkey(log.slice(4)), cosigners, 67),
  ].map(utf8);
}

function configs() {
  const [ledger, charter] = ["rahdari/ledger/1", charterOf(["KZ", "PK"], { quorum: "two-thirds" })];
  return [
    { ledger, role: "alone", charter },
    {
      ledger,
      role: "sequencer",
      charter,
      cosigners: { KZ: "http://127.0.0.1:1/a", PK: "https://pk.example/b" },
    },
    {
      ledger,
      role: "cosigner",
      charter,
      member: "KZ",
      node: "kz.test/node",
      sequencer: "https://kz.example",
    },
  ];
}

/** A picture of a code: two bytes for each side, then its dots. */
function picture(text: string): Uint8Array {
  const rows = qrModules(text)!;
  const [scale, border] = [2, 4];
  const side = (rows.length + 2 * border) * scale;
  const out = new Uint8Array(4 + side * side * 4).fill(255);
  new DataView(out.buffer).setUint16(0, side);
  new DataView(out.buffer).setUint16(2, side);
  for (let y = 0; y < side; y++)
    for (let x = 0; x < side; x++)
      if (rows[Math.floor(y / scale) - border]?.[Math.floor(x / scale) - border])
        out.fill(0, 4 + (y * side + x) * 4, 4 + (y * side + x) * 4 + 3);
  return out;
}

/** Pictures in which there is much to look for: dots by chance, and corners of codes side by side. */
function noise(): Uint8Array[] {
  const random = seeded(7);
  const side = 156;
  const corner = (x: number, y: number) => Math.max(Math.abs((x % 9) - 4), Math.abs((y % 9) - 4));
  const dark = [() => random() < 0.5, (x: number, y: number) => [0, 1, 3].includes(corner(x, y))];
  return dark.map((isDark) => {
    const out = new Uint8Array(4 + side * side * 4).fill(255);
    new DataView(out.buffer).setUint32(0, side * 65_536 + side);
    for (let y = 0; y < side; y++)
      for (let x = 0; x < side; x++)
        if (isDark(x, y)) out.fill(0, 4 + (y * side + x) * 4, 7 + (y * side + x) * 4);
    return out;
  });
}

/** The bundle of a ledger that a member has left. */
async function changedBundle(): Promise<string> {
  const votes = [new Pen("PK"), new Pen("KZ"), new Pen("UZ")] as const;
  let ledger = await Sketch.found(charterOf(["KZ", "PK", "UZ"], { quorum: "two-thirds" }));
  const proposal = ledger.leaves.length;
  ledger = ledger.with(await votes[0].write("member.propose", { action: { type: "leave", id: "UZ" } }));
  for (const pen of votes.slice(1))
    ledger = ledger.with(await pen.write("member.vote", { proposal, yes: true }));
  return ledger.bundle();
}

async function snapshot(): Promise<Uint8Array> {
  const { engine } = await bench("embedded", memoryFiles());
  const [pk, torkham] = [new Pen("PK"), new Pen("PK/torkham")];
  const grant = { right: "R", kind: "permit", unit: "permit", cap: 9, users: ["PK"], expires: null };
  const lease = { right: "R", lease: "L", holder: "PK/torkham", amount: 2, until: 4_000_000_000_000 };
  const reserve = { right: "R", lease: "L", reservation: "r", amount: 1 };
  for (const envelope of [
    await pk.addOffice("torkham"),
    await torkham.write("right.grant", grant),
    await torkham.write("right.lease", lease),
    await torkham.write("right.reserve", reserve),
    await torkham.draft("right.close", { right: "R" }, { seq: 0, prev: null }),
  ])
    await engine.submit(envelope.bytes);
  await engine.close();
  return formatSnapshot(rightsMachine, engine.state, engine.checkpoint.root);
}
