import { readFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import {
  type Bundle,
  bundleFingerprint,
  followsBundle,
  formatBundle,
  ledgerDirectory,
  parseBundle,
} from "@rahdari/ledger";
import type { Io } from "../io.ts";
import { writeWhole } from "./files.ts";
import { namesIn } from "./node-directory.ts";
import { readAs } from "./trouble.ts";

/** Bundles that are trusted, by ledger, in one directory. */
export class TrustedBundles {
  readonly #directory: string;

  private constructor(directory: string) {
    this.#directory = directory;
  }

  /** Those that this user has said to trust: kept with the user's settings. */
  static ofUser({ env }: Io): TrustedBundles {
    const config = env.XDG_CONFIG_HOME || join(env.HOME || homedir(), ".config");
    return new TrustedBundles(join(config, "rahdari", "bundles"));
  }

  /** Those that a node or post has met with: the first that a ledger shows is taken at its word, no other is. */
  static metBy(directory: string): TrustedBundles {
    return new TrustedBundles(join(directory, "bundles"));
  }

  file(origin: string): string {
    return join(this.#directory, `${ledgerDirectory(origin)}.json`);
  }

  async get(origin: string): Promise<Bundle | undefined> {
    return this.#read(this.file(origin));
  }

  async all(): Promise<Bundle[]> {
    const files = (await namesIn(this.#directory)).filter((name) => name.endsWith(".json"));
    const bundles = await Promise.all(files.map((name) => this.#read(join(this.#directory, name))));
    return bundles.filter((bundle) => bundle !== undefined);
  }

  /** Remembers a bundle; an older one does not take the place of a newer one of the same history. */
  async put(bundle: Bundle): Promise<string> {
    const { roster, leaf, proof, handovers } = bundle;
    const file = this.file(roster.origin);
    const known = await this.get(roster.origin);
    if (known && known.proof.index > proof.index && (await agree(known, bundle))) return file;
    await writeWhole(file, formatBundle(roster, leaf, proof, handovers));
    return file;
  }

  async #read(file: string): Promise<Bundle | undefined> {
    const bytes = await readFile(file).catch(() => undefined);
    return bytes && readAs(file, () => parseBundle(new Uint8Array(bytes)));
  }
}

/** Whether two bundles are of one history: the members of the earlier one handed over to those of the later one. */
export async function agree(a: Bundle, b: Bundle): Promise<boolean> {
  if (bundleFingerprint(a) !== bundleFingerprint(b)) return false;
  return a.proof.index <= b.proof.index ? followsBundle(a, b) : followsBundle(b, a);
}
