import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import {
  LedgerError,
  openKeystore,
  type Signer,
  type StoredKey,
  sealKeystore,
  seedSigner,
} from "@rahdari/ledger";
import type { Io } from "../io.ts";
import { exists, writeWhole } from "./files.ts";
import { withLock } from "./lock.ts";
import { Trouble } from "./trouble.ts";

export const PASSPHRASE = "RAHDARI_PASSPHRASE";
const LEAST_LETTERS = 8;

export type RingKey = { readonly name: string; readonly signer: Signer };

/**
 * The private keys of one directory, opened. A key is asked for by its name ("PK root", "PK node", "PK/torkham",
 * "log <origin>"); the keys that take its place later are "PK root 2", "PK root 3".
 */
export class KeyRing {
  readonly file: string;
  readonly #passphrase: string;
  readonly #work: number | undefined;
  #stored: readonly StoredKey[];
  readonly #signers = new Map<string, Signer>();

  private constructor(file: string, passphrase: string, stored: readonly StoredKey[], work?: number) {
    this.file = file;
    this.#passphrase = passphrase;
    this.#stored = stored;
    this.#work = work;
  }

  /** Opens the keystore of a directory. Throws Trouble where there is none or the passphrase is wrong. */
  static async open(directory: string, io: Io): Promise<KeyRing> {
    const file = keystoreFile(directory);
    if (!(await exists(file))) {
      throw new Trouble("no-keys", file, "there is no keystore here", {
        wayOut: "make keys with rahdari ledger enrol DIR, or a whole trial with rahdari ledger init DIR",
      });
    }
    const passphrase = await askPassphrase(io, `Passphrase of ${file}: `);
    const stored = await openKeystore(new Uint8Array(await readFile(file)), passphrase, file);
    return new KeyRing(file, passphrase, stored, io.keystoreWork);
  }

  /** Opens the keystore of a directory, or begins one: nothing is written before `save`. */
  static async openOrBegin(directory: string, io: Io): Promise<KeyRing> {
    const file = keystoreFile(directory);
    if (await exists(file)) return KeyRing.open(directory, io);
    return new KeyRing(file, await choosePassphrase(io, file), [], io.keystoreWork);
  }

  /** A ring in another directory with the same passphrase. */
  sibling(directory: string): KeyRing {
    return new KeyRing(keystoreFile(directory), this.#passphrase, [], this.#work);
  }

  /** Keys of a name, the oldest first. */
  of(name: string): RingKey[] {
    const number = (key: string) => Number(key.slice(name.length + 1) || "1");
    return this.#stored
      .map((stored) => stored.name)
      .filter(
        (key) => key === name || (key.startsWith(`${name} `) && /^\d+$/.test(key.slice(name.length + 1))),
      )
      .toSorted((a, b) => number(a) - number(b))
      .map((key) => ({ name: key, signer: this.#signer(key) }));
  }

  /** Offices that it holds a key of: "PK/torkham". */
  offices(): string[] {
    const names = this.#stored.map(({ name }) => name.split(" ", 1)[0] as string);
    return [...new Set(names.filter((name) => name.includes("/") && !name.startsWith("log")))];
  }

  /** The key of a public key, whatever its name. */
  byPublicKey(publicKey: Uint8Array): RingKey | undefined {
    return this.#stored
      .map(({ name }) => ({ name, signer: this.#signer(name) }))
      .find(({ signer }) => Buffer.compare(signer.publicKey, publicKey) === 0);
  }

  /** Makes a key of a name, or the next one of that name. Call `save` before anything relies on it. */
  make(name: string): RingKey {
    const before = this.of(name).length;
    const own = before === 0 ? name : `${name} ${before + 1}`;
    this.#stored = [...this.#stored, { name: own, seed: new Uint8Array(randomBytes(32)) }];
    return { name: own, signer: this.#signer(own) };
  }

  /** The keys of a name to begin with: those there are, made where there are none. */
  ensure(name: string): RingKey {
    return this.of(name).at(-1) ?? this.make(name);
  }

  /** Seals all keys again, readable by their owner only. */
  async save(): Promise<void> {
    const sealed = await sealKeystore(this.#stored, this.#passphrase, this.#work);
    await writeWhole(this.file, sealed, 0o600);
  }

  /** Adds keys to what the file holds by now, which is this process's alone meanwhile. */
  async change<Result>(change: () => Result): Promise<Result> {
    return withLock(dirname(this.file), async () => {
      this.#stored = await openKeystore(
        new Uint8Array(await readFile(this.file)),
        this.#passphrase,
        this.file,
      );
      const result = change();
      await this.save();
      return result;
    });
  }

  #signer(name: string): Signer {
    const known = this.#signers.get(name);
    if (known) return known;
    const stored = this.#stored.find((one) => one.name === name);
    if (!stored) throw new LedgerError({ code: "not-found", what: `the key "${name}" in ${this.file}` });
    const signer = seedSigner(stored.seed);
    this.#signers.set(name, signer);
    return signer;
  }
}

/** Adds keys to a directory's keystore, which is this process's alone meanwhile. */
export async function changeKeys<Result>(
  directory: string,
  io: Io,
  change: (ring: KeyRing) => Result,
): Promise<Result> {
  return withLock(directory, async () => {
    const ring = await KeyRing.openOrBegin(directory, io);
    const result = change(ring);
    await ring.save();
    return result;
  });
}

export function keystoreFile(directory: string): string {
  return join(directory, "keys.age");
}

async function askPassphrase(io: Io, question: string): Promise<string> {
  const passphrase = io.env[PASSPHRASE] ?? (await io.askHidden(question));
  if (passphrase) return passphrase;
  throw new Trouble("no-passphrase", PASSPHRASE, "is not set, and there is no terminal to ask on", {
    wayOut: `set ${PASSPHRASE} in the environment of this process`,
  });
}

async function choosePassphrase(io: Io, file: string): Promise<string> {
  const passphrase = await askPassphrase(io, `New passphrase for ${file}: `);
  if ([...passphrase].length < LEAST_LETTERS)
    throw new Trouble("weak-passphrase", PASSPHRASE, `give at least ${LEAST_LETTERS} characters`);
  const again = io.env[PASSPHRASE] ?? (await io.askHidden("The same again: "));
  if (again !== passphrase) throw new Trouble("wrong-passphrase", file, "the two are not the same");
  return passphrase;
}
