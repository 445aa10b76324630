import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import type { Store } from "../store/store.ts";
import type { CredentialRow } from "../store/tables.ts";
import type { Actor } from "./actor.ts";

/** A key that is given out; its secret is shown this once. */
export type Given = { readonly id: string; readonly secret: string };
export type NewCredential = Omit<Actor, "id"> & { readonly issuer: string; readonly label: string };
export type Credential = Actor & {
  readonly issuer: string;
  readonly label: string;
  readonly created: number;
  readonly revoked: number | null;
};

const SECRET_BYTES = 32;
/** `rk_` and 12 hexadecimal digits, `_`, the secret in Base64url. */
const FORM = /^(rk_[0-9a-f]{12})_([A-Za-z0-9_-]{43})$/;

/** Keys of the interface. A secret has 256 random bits, so that its plain hash tells nothing of it. */
export class Credentials {
  readonly #store: Store;
  readonly #now: () => number;
  readonly #known = new Map<string, CredentialRow>();

  private constructor(store: Store, now: () => number, rows: readonly CredentialRow[]) {
    this.#store = store;
    this.#now = now;
    for (const row of rows) this.#known.set(row.id, row);
  }

  static async open(store: Store, now: () => number): Promise<Credentials> {
    return new Credentials(store, now, await store.db.selectFrom("credential").selectAll().execute());
  }

  /** Whose key it is; undefined for one that nobody has, or that was taken back. */
  actorOf(key: string): Actor | undefined {
    const [, id = "", secret = ""] = FORM.exec(key) ?? [];
    const row = this.#known.get(id);
    const same = timingSafeEqual(hashOf(secret), row ? Buffer.from(row.hash, "hex") : hashOf("nobody's"));
    return row && same && row.revoked === null ? actorIn(row) : undefined;
  }

  /** The actor of a key that is still good. */
  actor(id: string): Actor | undefined {
    const row = this.#known.get(id);
    return row && row.revoked === null ? actorIn(row) : undefined;
  }

  all(issuer: string): Credential[] {
    return [...this.#known.values()].filter((row) => row.issuer === issuer).map(credentialIn);
  }

  async give({ role, subject, offices, issuer, label }: NewCredential): Promise<Given> {
    const id = `rk_${randomBytes(6).toString("hex")}`;
    const secret = randomBytes(SECRET_BYTES).toString("base64url");
    const hash = hashOf(secret).toString("hex");
    const listed = offices && JSON.stringify(offices);
    const row = {
      id,
      hash,
      role,
      subject,
      offices: listed,
      issuer,
      label,
      created: this.#now(),
      revoked: null,
    };
    await this.#store.db.insertInto("credential").values(row).execute();
    this.#known.set(id, row);
    return { id, secret: `${id}_${secret}` };
  }

  /** Takes a key back from now on; false where this issuer gave out none of that id. */
  async revoke(id: string, issuer: string): Promise<boolean> {
    const row = this.#known.get(id);
    if (!row || row.issuer !== issuer) return false;
    const revoked = row.revoked ?? this.#now();
    await this.#store.db.updateTable("credential").set({ revoked }).where("id", "=", id).execute();
    this.#known.set(id, { ...row, revoked });
    return true;
  }
}

function hashOf(secret: string): Buffer {
  return createHash("sha256").update(secret).digest();
}

function actorIn({ id, role, subject, offices }: CredentialRow): Actor {
  return { id, role, subject, offices: offices === null ? null : (JSON.parse(offices) as string[]) };
}

function credentialIn(row: CredentialRow): Credential {
  const { issuer, label, created, revoked } = row;
  return { ...actorIn(row), issuer, label, created, revoked };
}
