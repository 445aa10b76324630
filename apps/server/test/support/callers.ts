import type { StorePlace } from "../../src/store/store.ts";
import {
  GUARANTOR,
  HOLDER,
  lodge,
  OTHER_GUARANTOR,
  OTHER_HOLDER,
  openCorridor,
  PAYLOAD,
  register,
  sayAll,
} from "./journey.ts";
import type { Trial } from "./trial.ts";

// Who may send and see what, from what the parties are to each other: M1 and M5 are the holder's, under the guarantor's
// G1 and G5.

export const CALLERS = {
  authority: ["authority", "PK", null],
  desk: ["authority", "PK", ["PK/torkham-pk"]],
  onTheWay: ["authority", "KZ", null],
  elsewhere: ["authority", "CN", null],
  holder: ["holder", HOLDER, null],
  otherHolder: ["holder", OTHER_HOLDER, null],
  guarantor: ["guarantor", GUARANTOR, null],
  otherGuarantor: ["guarantor", OTHER_GUARANTOR, null],
} as const;
export type Caller = keyof typeof CALLERS;
export const NAMES = Object.keys(CALLERS) as Caller[];

/** A corridor with M1 and M5 lodged, and with all who call. */
export type Called = {
  readonly trial: Trial;
  readonly keys: ReadonlyMap<Caller, string>;
  /** Those who have no good key, by what is wrong with it. */
  readonly strangers: ReadonlyMap<string, string | null>;
  /** Entry of the declaration of M5, about which nothing was said since. */
  readonly entry: number;
};

export async function openCalled(place: StorePlace): Promise<Called> {
  const trial = await openCorridor({ place });
  const keys = new Map<Caller, string>();
  for (const name of NAMES) {
    const [role, subject, offices] = CALLERS[name];
    keys.set(name, await trial.key(role, subject, offices));
  }
  const pk = keys.get("authority") as string;
  await sayAll(trial, pk, [lodge("M1", "G1"), register("G5")]);
  const lodged = await trial.say(pk, { ...lodge("M5", "G5"), payload: PAYLOAD });
  const given = { role: "authority", subject: "PK", offices: null, issuer: "PK", label: "lost" } as const;
  const { id, secret } = await trial.transit.credentials.give(given);
  await trial.transit.credentials.revoke(id, "PK");
  const strangers = new Map([
    ["no key", null],
    ["a malformed key", "rk_nothing"],
    ["an unknown key", `rk_0123456789ab_${"A".repeat(43)}`],
    ["the id of a good key with another secret", `${pk.slice(0, 15)}_${"A".repeat(43)}`],
    ["a revoked key", secret],
  ]);
  return { trial, keys, strangers, entry: lodged.body.entry as number };
}

export function send(
  { trial }: Called,
  method: string,
  path: string,
  key: string | null,
  body: object,
): Promise<Response> {
  return trial.request(path, key, {
    method,
    headers: { "content-type": "application/json", "idempotency-key": crypto.randomUUID() },
    body: JSON.stringify(body),
  });
}
