import type { JsonObject } from "@rahdari/ledger";
import { referenceOf } from "@rahdari/transit";
import { vi } from "vitest";
import { type Storage, storages } from "./storages.ts";
import { momentOf, Trial, type TrialOptions } from "./trial.ts";

// To make the first database takes a machine that is busy with others longer than a hook has by default.
vi.setConfig({ hookTimeout: 60_000, testTimeout: 60_000 });

/** The one who carries, another carrier, the association that stands for the first, and a bank. */
export const HOLDER = "PAK/041/123";
export const OTHER_HOLDER = "PAK/041/999";
export const GUARANTOR = "PK-PNC-ICC";
export const OTHER_GUARANTOR = "PK-BANK-1";

export const OFFICES = [
  "PK/lahore",
  "PK/torkham-pk",
  "PK/sost",
  "AF/torkham-af",
  "KZ/almaty",
  "CN/tashkurgan",
];
export const WAY = [
  { territory: "PK", from: "PK/lahore", to: "PK/torkham-pk" },
  { territory: "AF", from: "AF/torkham-af", to: "AF/hairatan" },
  { territory: "UZ", from: "UZ/ayritom", to: "UZ/yallama" },
  { territory: "EAEU", from: "KZ/konysbayeva", to: "KZ/almaty" },
];
/** The way around Afghanistan. */
export const WAY_BY_CHINA = [
  { territory: "PK", from: "PK/lahore", to: "PK/sost" },
  { territory: "CN", from: "CN/tashkurgan", to: "CN/torugart-cn" },
  { territory: "EAEU", from: "KG/torugart-kg", to: "KZ/almaty" },
];

export const PAYLOAD = {
  consignor: { name: "Sargodha Orchards", address: "Lahore", country: "PK" },
  consignee: { name: "Almaty Fruit", address: "Almaty", country: "KZ" },
  items: [
    { hs: "080521", description: "Mandarins", packages: { count: 2000, kind: "BX" }, grossGrams: 20_000_000 },
  ],
  value: { cents: 3_000_000, currency: "USD" },
};

type Message = { readonly office: string; readonly kind: string; readonly body: JsonObject };

export function register(guarantee: string, changes: JsonObject = {}): Message {
  const body = {
    guarantee,
    regime: "tir",
    guarantor: GUARANTOR,
    holder: HOLDER,
    scope: "per-operation",
    amount: 10_000_000,
    currency: "EUR",
    territories: ["PK", "AF", "CN", "UZ", "EAEU"],
    lastPresentation: "2027-03-05",
    journeys: 1,
    ...changes,
  };
  return { office: "PK/lahore", kind: "guarantee.register", body };
}

export function lodge(movement: string, guarantee: string, changes: JsonObject = {}): Message {
  return { office: "PK/lahore", kind: "declaration.lodge", body: declared(movement, guarantee, changes) };
}

export function declared(movement: string, guarantee: string, changes: JsonObject = {}): JsonObject {
  return {
    movement,
    holder: HOLDER,
    regime: "tir",
    guarantee,
    legs: WAY,
    furtherOffices: [],
    vehicle: {
      registration: "LES-4711",
      country: "PK",
      approval: { number: "PK-2025-118", issued: "2025-09-01" },
    },
    permits: [],
    readings: {},
    navigationSeal: false,
    ...changes,
  };
}

/** What Lahore states from the acceptance of the guarantee to the start of the operation. */
export function untilStart(movement: string, guarantee: string, reference: string): Message[] {
  const office = "PK/lahore";
  const seal = `S-${movement}`;
  return [
    { office, kind: "guarantee.accept", body: { guarantee, movement } },
    { office, kind: "declaration.accept", body: { movement, reference } },
    { office, kind: "seal.affix", body: { movement, seal, type: "customs" } },
    { office, kind: "release.grant", body: { movement } },
    {
      office,
      kind: "operation.start",
      body: {
        movement,
        operation: `PK-${movement}`,
        sequence: 1,
        seals: [seal],
        liability: 2_500_000,
        until: null,
      },
    },
  ];
}

/** An advance notice of a movement: good as often as it is sent once the movement is released. */
export function notice(movement: string, office = "AF/torkham-af"): Message {
  return { office: "PK/lahore", kind: "notice.advance", body: { movement, office, expected: null } };
}

/** A ledger on which both holders and both guarantors are admitted, and each guarantor stands for one holder. */
export async function openCorridor(
  options: Partial<TrialOptions> & Pick<TrialOptions, "place">,
): Promise<Trial> {
  const trial = await Trial.open({ offices: OFFICES, from: momentOf("2027-01-11 03:00"), ...options });
  const pk = await trial.key("authority", "PK");
  const office = "PK/lahore";
  const first: Message[] = [
    ...[GUARANTOR, OTHER_GUARANTOR].map((guarantor) => ({
      office,
      kind: "guarantor.authorise",
      body: { guarantor },
    })),
    ...[HOLDER, OTHER_HOLDER].map((holder) => ({ office, kind: "holder.authorise", body: { holder } })),
    register("G1"),
    register("G2", { guarantor: OTHER_GUARANTOR, holder: OTHER_HOLDER }),
  ];
  await sayAll(trial, pk, first);
  return trial;
}

/** Says messages one after the other; all of them have to be taken. */
export async function sayAll(trial: Trial, key: string, messages: readonly Message[]): Promise<void> {
  for (const message of messages) {
    const { status, body } = await trial.say(key, message);
    if (status !== 201) throw new Error(`${message.kind}: ${status} ${JSON.stringify(body)}`);
  }
}

/** A movement that is under way from Lahore, with seal S-ID: the first one under G1, each other under a carnet G-ID. */
export async function depart(
  trial: Trial,
  movement: string,
  { payload }: { readonly payload?: unknown } = {},
): Promise<void> {
  const pk = await trial.key("authority", "PK");
  const isFirst = trial.engine.state.app.guarantees.get("G1")?.state === "registered";
  const guarantee = isFirst ? "G1" : `G-${movement}`;
  const reference = referenceOf("PK", trial.now, movement);
  const lodged = { ...lodge(movement, guarantee), ...(payload !== undefined && { payload }) };
  const carnet = isFirst ? [] : [register(guarantee)];
  await sayAll(trial, pk, [...carnet, lodged, ...untilStart(movement, guarantee, reference)]);
}

/** The embedded storage alone, for suites that do not depend on it. */
export function embedded(): Storage {
  return storages()[0] as Storage;
}

/** The problem that a refusal carries, with its first fault. */
export function faultOf({ body }: { readonly body: JsonObject }): JsonObject {
  const [error = {}] = (body.errors ?? []) as JsonObject[];
  return error;
}
