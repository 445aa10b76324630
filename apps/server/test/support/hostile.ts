import type { JsonObject } from "@rahdari/ledger";
import { expect } from "vitest";
import type { StorePlace } from "../../src/store/store.ts";
import { depart, notice, openCorridor, PAYLOAD } from "./journey.ts";
import { type Served, serve } from "./serve.ts";
import { tablesOf } from "./tables.ts";
import type { Trial } from "./trial.ts";

// Hostile input at every place that takes any: refused with a clear error or kept as the text that it is, never a
// fault of the server, and what stood in the tables stands in them.

export const INJECTIONS = [
  "' or '1'='1",
  "'; drop table movement; --",
  '"; delete from message where ""="',
  "M1' union select secret from hook --",
  "\\'; select pg_sleep(10); --",
  "$1",
  "{{7*7}}",
  "%' or 1=1 --",
  "/*",
  "E'\\\\x00'",
];
/** What no line of text holds. */
export const UNFIT = ["a\u0000b", "\u0000", "\ufffe\uffff", "line\r\nset-cookie: a=b", "\u001b[2J"];
export const STRANGE = [
  "\u202emanifest\u202c",
  "a\u2028\u2029b",
  "🚚".repeat(20),
  "__proto__",
  "constructor",
  "../../../etc/passwd",
  "<script>alert(1)</script>",
];

/** What hostile input is sent to: a corridor with the movement M1 on its way, served over HTTP. */
export class Target {
  readonly trial: Trial;
  readonly served: Served;
  /** A key for all of Pakistan. */
  readonly pk: string;

  private constructor(trial: Trial, served: Served, pk: string) {
    this.trial = trial;
    this.served = served;
    this.pk = pk;
  }

  static async open(place: StorePlace): Promise<Target> {
    const trial = await openCorridor({ place });
    const pk = await trial.key("authority", "PK");
    await depart(trial, "M1", { payload: PAYLOAD });
    return new Target(trial, await serve((request) => trial.transit.app.fetch(request)), pk);
  }

  /** Posts a body as it is. */
  async post(path: string, body: string | Buffer, headers: Record<string, string> = {}) {
    const response = await this.trial.request(path, this.pk, {
      method: "POST",
      headers: { "content-type": "application/json", "idempotency-key": crypto.randomUUID(), ...headers },
      body: body as BodyInit,
    });
    const text = await response.text();
    return { status: response.status, body: (text === "" ? {} : JSON.parse(text)) as JsonObject };
  }

  /** Takes and shows messages as ever. */
  async unharmed(): Promise<void> {
    const done = await this.trial.say(this.pk, notice("M1"));
    expect(done.status).toBe(201);
    const { body } = await this.trial.get("/v1/transit/movements/M1/messages?limit=500", this.pk);
    expect((body.messages as JsonObject[]).at(-1)?.entry).toBe(done.body.entry);
  }

  /** Takes messages as ever, and has the tables that a rebuilding makes. */
  async whole(): Promise<void> {
    await this.unharmed();
    const before = await tablesOf(this.trial.store);
    expect(before.movement?.length).toBeGreaterThan(0);
    await this.trial.rebuild();
    expect(await tablesOf(this.trial.store)).toEqual(before);
  }

  async close(): Promise<void> {
    await this.served.stop();
    await this.trial.remove();
  }
}
