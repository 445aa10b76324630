import { Encrypter } from "age-encryption";
import { deflateSync } from "fflate";
import { sha256 } from "#sha256";
import { ByteReader, ByteWriter } from "../../src/bytes/binary.ts";
import { concat } from "../../src/bytes/bytes.ts";
import { toHex, utf8 } from "../../src/bytes/text.ts";
import { formatSnapshot, parseSnapshot } from "../../src/execute/snapshot.ts";
import { openKeystore, sealKeystore } from "../../src/keystore/keystore.ts";
import { formatCompact, parseCompact, parseQrText } from "../../src/receipt/compact.ts";
import { readQr } from "../../src/receipt/qr.ts";
import type { Receipt } from "../../src/receipt/receipt.ts";
import { rightsMachine } from "../../src/rights/rights-machine.ts";
import { alike, notForged, textIn } from "./forms.ts";
import type { Target } from "./run.ts";
import { PASSPHRASE, type Samples } from "./samples.ts";

export function binaryTargets(samples: Samples): Target[] {
  const { compacts, qrTexts, snapshots, keystores, pictures } = samples;
  const { roster } = samples.bundle;
  const machine = rightsMachine;
  const receiptCheck = async (value: Receipt) =>
    alike(parseCompact(formatCompact(value, roster), roster), value) ?? (await notForged(value, samples));
  const snapshot: Target = {
    name: "snapshot",
    samples: snapshots,
    parse: (bytes) => parseSnapshot(machine, bytes),
    check: ({ state, root }: NonNullable<ReturnType<typeof parseSnapshot>>) => {
      const again = parseSnapshot(machine, formatSnapshot(machine, state as never, Buffer.from(root, "hex")));
      return alike(again && machine.toJson(again.state.app as never), machine.toJson(state.app as never));
    },
  };
  const compact = (bytes: Uint8Array) => parseCompact(bytes, roster);
  return [
    { name: "compact", samples: compacts, parse: compact, check: receiptCheck },
    {
      name: "compact, packed again",
      samples: samples.entries,
      wrap: (entry, chance) => packed(chance.often(0.05) ? BOMB : deflateSync(entry), chance.one(compacts)),
      mayRefuse: true,
      parse: compact,
      check: receiptCheck,
    },
    {
      name: "qr text",
      samples: qrTexts,
      parse: (bytes) => parseQrText(textIn(bytes), roster),
      check: receiptCheck,
    },
    {
      name: "qr picture",
      mayRefuse: true,
      samples: pictures,
      parse: (bytes) => readQr(pictureOf(bytes)),
      check: () => undefined,
    },
    snapshot,
    { ...snapshot, name: "snapshot, hashed again", wrap: rehashed, mayRefuse: true },
    {
      name: "keystore",
      samples: keystores,
      parse: async (bytes) => (isCheap(bytes) ? openKeystore(bytes, PASSPHRASE, "k") : undefined),
      check: sealedAlike,
    },
    {
      name: "keystore, sealed again",
      samples: samples.opened,
      wrap: sealed,
      parse: (bytes) => openKeystore(bytes, PASSPHRASE, "k"),
      check: sealedAlike,
    },
  ];
}

/** Fast enough to be opened some thousand times. */
const EASY = 4;

async function sealedAlike(keys: Awaited<ReturnType<typeof openKeystore>>): Promise<string | undefined> {
  return alike(await openKeystore(await sealKeystore(keys, PASSPHRASE, EASY), PASSPHRASE, "k"), keys);
}

async function sealed(opened: Uint8Array): Promise<Uint8Array> {
  const encrypter = new Encrypter();
  encrypter.setPassphrase(PASSPHRASE);
  encrypter.setScryptWorkFactor(EASY);
  return encrypter.encrypt(opened);
}

/** A work factor is what its owner chose, up to a second: no case for a clock. */
function isCheap(keystore: Uint8Array): boolean {
  const factor = /-> scrypt \S+ (\d+)/.exec(textIn(keystore.subarray(0, 300)))?.[1];
  return factor === undefined || Number(factor) < 12;
}

/** Unpacks to a thousand times its size. */
const BOMB = deflateSync(new Uint8Array(60_000_000));

/** A compact receipt with another entry in it. */
function packed(entry: Uint8Array, compact: Uint8Array): Uint8Array {
  const reader = new ByteReader(compact);
  const head = reader.bytes(11) ?? new Uint8Array();
  const [own, block] = [new ByteWriter(), new ByteWriter()];
  own.block(reader.block(65_535) ?? new Uint8Array());
  block.block(entry);
  return concat(head, block.done(), compact.subarray(11 + own.done().length));
}

function rehashed(snapshot: Uint8Array): Uint8Array {
  const body = snapshot.subarray(65);
  return concat(utf8(`${toHex(sha256(body))}\n`), body);
}

/** A picture whose first four bytes are its sides; the rest may be more or less than these say. */
function pictureOf(bytes: Uint8Array) {
  const view = new DataView(concat(bytes, new Uint8Array(4)).buffer);
  return { width: view.getUint16(0), height: view.getUint16(2), data: bytes.subarray(4) };
}
