import { type EpochMs, instantText } from "@rahdari/units";
import { toBase64 } from "../../src/bytes/text.ts";
import { seedSigner } from "../../src/crypto/ed25519-node.ts";
import type { Signer } from "../../src/crypto/signer.ts";
import type { Files } from "../../src/disk/files.ts";
import { foundLedger } from "../../src/engine/embedded.ts";
import { type Envelope, type EventFields, signEvent } from "../../src/event/envelope.ts";
import type { JsonObject } from "../../src/json/json.ts";
import type { StateMachine } from "../../src/machine/state-machine.ts";
import { rightsMachine } from "../../src/rights/rights-machine.ts";
import { type Charter, keyCommitment, type Seal, sealCharter } from "../../src/roster/charter.ts";

export const ORIGIN = "rahdari.test/agreement/1";
export const START = Date.parse("2027-01-11T00:00:00Z") as EpochMs;

/** A key that depends on nothing but its name. */
export function keyOf(name: string): Signer {
  return seedSigner(new Uint8Array(Buffer.alloc(32, `${name}|`)));
}

/** A clock that goes on by a second at every look. */
export function tickingClock(from: EpochMs = START): () => EpochMs {
  let at: number = from;
  return () => {
    at += 1_000;
    return at as EpochMs;
  };
}

export function charterOf(
  members: readonly string[],
  options: Partial<Pick<Charter, "quorum" | "machine" | "origin">> = {},
): Charter {
  return {
    agreement: "Test agreement (synthetic)",
    log: toBase64(keyOf("log").publicKey),
    machine: options.machine ?? rightsMachine.name,
    members: members.map((id) => memberEntry(id)),
    origin: options.origin ?? ORIGIN,
    quorum: options.quorum ?? "none",
  };
}

export function memberEntry(id: string): Charter["members"][number] {
  return {
    id,
    name: `Customs of ${id}`,
    kind: "authority",
    root: toBase64(keyOf(`${id} root`).publicKey),
    nextRoot: keyCommitment(keyOf(`${id} root 2`).publicKey),
    node: { name: `${id.toLowerCase()}.test/node`, key: toBase64(keyOf(`${id} node`).publicKey) },
  };
}

export function sealAll(charter: Charter): Promise<Seal[]> {
  const authorities = charter.members.filter(({ kind }) => kind === "authority");
  return Promise.all(authorities.map(({ id }) => sealCharter(charter, id, keyOf(`${id} root`))));
}

/** Founds a ledger of the members on the files, under `directory`. */
export async function foundOn(
  files: Files,
  directory: string,
  charter: Charter,
  options: {
    readonly machine?: StateMachine<unknown>;
    readonly now?: () => EpochMs;
    readonly headFile?: string;
  } = {},
): Promise<void> {
  const { machine = rightsMachine as StateMachine<unknown>, now = tickingClock(), headFile } = options;
  await foundLedger({
    files,
    directory,
    signer: keyOf("log"),
    machine,
    charter,
    seals: await sealAll(charter),
    now,
    ...(headFile !== undefined && { headFile }),
  });
}

/** Writes the events of one author in order. */
export class Pen {
  readonly author: string;
  readonly #signer: Signer;
  readonly #origin: string;
  #seq = 0;
  #prev: string | null = null;
  #at = START as number;

  constructor(author: string, options: { readonly signer?: Signer; readonly origin?: string } = {}) {
    this.author = author;
    this.#signer = options.signer ?? keyOf(author.includes("/") ? author : `${author} root`);
    this.#origin = options.origin ?? ORIGIN;
  }

  async write(kind: string, body: JsonObject, changes: Partial<EventFields> = {}): Promise<Envelope> {
    const envelope = await this.draft(kind, body, changes);
    this.#seq++;
    this.#prev = toBase64(envelope.hash);
    return envelope;
  }

  /** The next event, the chain left as it is. */
  draft(kind: string, body: JsonObject, changes: Partial<EventFields> = {}): Promise<Envelope> {
    this.#at += 1_000;
    const event: EventFields = {
      at: instantText(this.#at as EpochMs),
      author: this.author,
      body,
      commit: null,
      kind,
      origin: this.#origin,
      prev: this.#prev,
      seq: this.#seq,
      v: 1,
      ...changes,
    };
    return signEvent(event, this.#signer);
  }

  /** Registers an office's key; for a pen that writes for an authority. */
  addOffice(office: string): Promise<Envelope> {
    const key = toBase64(keyOf(`${this.author}/${office}`).publicKey);
    return this.write("key.add", { role: "office", of: office, key });
  }
}
