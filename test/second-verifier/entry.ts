import { canonicalJson, parseCanonical } from "./canonical-json.ts";
import { charterShape, sealsShape } from "./charter.ts";
import { demand } from "./refusal.ts";
import * as shape from "./shape.ts";
import type { Json } from "./strict-json.ts";

const LONGEST_ENTRY = 65_535;
const LONGEST_ENVELOPE = 32_768;

const eventShape = shape.object({
  at: shape.instant,
  author: shape.author,
  body: shape.anyObject,
  commit: shape.nullable(shape.base64Of(32)),
  kind: shape.kind,
  origin: shape.origin,
  prev: shape.nullable(shape.base64Of(32)),
  seq: shape.count,
  v: shape.oneOf(1),
});

const fieldsOfEnvelope = shape.object({ event: eventShape, key: shape.keyId, sig: shape.base64Of(64) });

const accepted = shape.object({ status: shape.oneOf("accepted") });
const rejected = shape.object(
  { status: shape.oneOf("rejected"), code: shape.string(100) },
  { path: shape.string(500), against: shape.count },
);

const received = shape.instant;
const entryShapes = {
  charter: shape.object({
    type: shape.oneOf("charter"),
    charter: charterShape,
    received,
    seals: sealsShape,
  }),
  event: shape.object({ type: shape.oneOf("event"), envelope, outcome, received }),
  roster: shape.object({
    type: shape.oneOf("roster"),
    policy: shape.hash256,
    received,
    roster: shape.hash256,
  }),
  journal: shape.object({ type: shape.oneOf("journal"), envelope, received }),
};

export interface Envelope extends shape.Shaped<typeof fieldsOfEnvelope> {
  /** Canonical JSON of the event: what was signed. */
  readonly signed: string;
}
export type Outcome = shape.Shaped<typeof accepted> | shape.Shaped<typeof rejected>;
export type Entry = {
  [K in keyof typeof entryShapes]: shape.Shaped<(typeof entryShapes)[K]>;
}[keyof typeof entryShapes];

export function parseEntry(text: string): Entry {
  demand(Buffer.byteLength(text) <= LONGEST_ENTRY, "entry: too long");
  const value = shape.anyObject(parseCanonical(text), "entry");
  const type = shape.oneOf("charter", "event", "roster", "journal")(value.type ?? null, "entry/type");
  return entryShapes[type](value, "entry");
}

/** An envelope by itself, as an office hands it in. */
export function parseEnvelope(text: string): Envelope {
  demand(Buffer.byteLength(text) <= LONGEST_ENVELOPE, "envelope: too long");
  return envelope(parseCanonical(text), "envelope");
}

function envelope(value: Json, at: string): Envelope {
  const given = fieldsOfEnvelope(value, at);
  demand(Buffer.byteLength(canonicalJson(value)) <= LONGEST_ENVELOPE, `${at}: too long`);
  const { prev, seq } = given.event;
  demand((prev === null) === (seq === 0), `${at}: prev and seq`);
  return { ...given, signed: canonicalJson(shape.anyObject(value, at).event!) };
}

function outcome(value: Json, at: string): Outcome {
  return shape.anyObject(value, at).status === "accepted" ? accepted(value, at) : rejected(value, at);
}
