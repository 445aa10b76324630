import { Decrypter, Encrypter } from "age-encryption";
import { z } from "zod";
import { fromBase64, toBase64, utf8 } from "../bytes/text.ts";
import { Bytes32 } from "../event/names.ts";
import { LedgerError, malformed } from "../fault.ts";
import { parseLoose } from "../json/canonical.ts";

/** A private key with the name that it is asked for by, such as "PK/torkham". */
export type StoredKey = {
  readonly name: string /** 32 bytes (RFC 8032, 5.1.5). */;
  readonly seed: Uint8Array;
};

const FORMAT = "rahdari/keystore/1";
const MAX_BYTES = 1_000_000;
/** scrypt with N = 2^18: about a second and 256 MiB for each guess. */
const WORK_FACTOR = 18;

const KeystoreFile = z.strictObject({
  keystore: z.literal(FORMAT),
  keys: z.array(z.strictObject({ name: z.string().min(1).max(120), seed: Bytes32 })).max(1_000),
});

/** Seals keys under a passphrase in the age format (age-encryption.org/v1, scrypt recipient), which `age` opens. */
export async function sealKeystore(
  keys: readonly StoredKey[],
  passphrase: string,
  workFactor: number = WORK_FACTOR,
): Promise<Uint8Array> {
  const file = { keystore: FORMAT, keys: keys.map(({ name, seed }) => ({ name, seed: toBase64(seed) })) };
  const encrypter = new Encrypter();
  encrypter.setPassphrase(passphrase);
  encrypter.setScryptWorkFactor(workFactor);
  return encrypter.encrypt(utf8(JSON.stringify(file)));
}

/** Opens a keystore. Throws LedgerError `sealed`, or `malformed` for what was sealed and is no keystore. */
export async function openKeystore(
  bytes: Uint8Array,
  passphrase: string,
  file: string,
): Promise<StoredKey[]> {
  const decrypter = new Decrypter();
  decrypter.addPassphrase(passphrase);
  const opened = await decrypter.decrypt(bytes).catch((cause) => {
    throw new LedgerError({ code: "sealed", file }, { cause });
  });
  const { keys } = parseLoose(opened, KeystoreFile, "keystore", MAX_BYTES);
  const twice = keys.find(({ name }, i) => keys.findIndex((other) => other.name === name) !== i);
  if (twice) throw malformed("keystore", "duplicate-key", "/keys", `two keys of the name ${twice.name}`);
  return keys.map(({ name, seed }) => ({ name, seed: fromBase64(seed, 32) as Uint8Array }));
}
