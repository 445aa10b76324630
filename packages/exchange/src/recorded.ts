import {
  BODIES,
  type Body,
  type Guarantee,
  isKind,
  type Kind,
  type Movement,
  type Payload,
} from "@rahdari/transit";
import type { Journey, Recorded } from "./journey.ts";

// What was so when a message was taken in. It is told by the messages up to it alone: one that was sent already does
// not change when the movement does.

/** A recorded message in its journey. */
export type InJourney = { readonly journey: Journey; readonly recorded: Recorded };

export type Declared = Pick<Movement, "holder" | "regime" | "guarantee" | "legs" | "vehicle"> & {
  readonly furtherOffices: Movement["furtherOffices"];
  readonly permits: readonly string[];
  readonly readings: Readonly<Record<string, string>>;
  readonly navigationSeal: boolean;
};

/** The body of a message, where it has the form of its kind. */
export function bodyOf<K extends Kind>(recorded: Recorded, kind: K): Body<K> | undefined {
  if (recorded.kind !== kind) return undefined;
  const parsed = BODIES[kind].safeParse(recorded.body);
  return parsed.success ? (parsed.data as Body<K>) : undefined;
}

/** Messages that were accepted before one, papers as of the moment on them. */
function acceptedBefore({ journey, recorded }: InJourney): Recorded[] {
  return journey.messages
    .filter(({ index, rejection }) => rejection === null && index < recorded.index)
    .map(asEntered);
}

/** Messages that were accepted before one, and that one where it was too. */
export function acceptedTo(at: InJourney): Recorded[] {
  return [...acceptedBefore(at), ...(at.recorded.rejection === null ? [at.recorded] : [])];
}

/** What is declared by a message: by itself, whether or not the ledger took it in, or by the last that it did. */
export function declaredAt(at: InJourney): Declared {
  return declaredIn(at.recorded) ?? declaredBefore(at);
}

/**
 * What was declared when a message was taken in: by the last lodging or amendment that was accepted before it. What
 * came before any, and was rejected, is about the first.
 */
export function declaredBefore(at: InJourney): Declared {
  const { messages, movement } = at.journey;
  const first = messages.find((message) => message.rejection === null && declaredIn(message) !== undefined);
  const standing = acceptedBefore(at).findLast((message) => declaredIn(message) !== undefined) ?? first;
  return (standing && declaredIn(standing)) ?? movement;
}

/** Goods and parties that are declared by a message, or were when it was taken in; null for who may not see them. */
export function payloadAt(at: InJourney): Payload | null {
  const declares = (message: Recorded) => declaredIn(message) !== undefined;
  const declaring = declares(at.recorded) ? at.recorded : acceptedBefore(at).findLast(declares);
  return declaring?.payload ?? null;
}

/** Goods and parties as they are declared now. */
export function payloadNow({ messages }: Journey): Payload | null {
  const accepted = messages.filter(({ rejection }) => rejection === null);
  return accepted.findLast((message) => declaredIn(message) !== undefined)?.payload ?? null;
}

export function declaredIn(message: Recorded): Declared | undefined {
  return (
    bodyOf(message, "declaration.lodge") ??
    bodyOf(message, "declaration.amend") ??
    bodyOf(message, "fallback.open")
  );
}

/** The reference that customs gave with their acceptance, or on paper, and when: in this message or before. */
export function acceptanceAt(at: InJourney): { readonly reference: string; readonly at: number } | undefined {
  const accepted = acceptedTo(at).flatMap((message) => {
    const reference = referenceIn(message);
    return reference === undefined ? [] : [{ reference, at: message.at }];
  });
  return accepted.at(-1);
}

function referenceIn(message: Recorded): string | undefined {
  return (bodyOf(message, "declaration.accept") ?? bodyOf(message, "fallback.open"))?.reference;
}

/** Whether the movement had its reference when a message was taken in. */
export function isAcceptedBefore(at: InJourney): boolean {
  return acceptedBefore(at).some((message) => referenceIn(message) !== undefined);
}

export function isPresentedBefore(at: InJourney): boolean {
  return acceptedBefore(at).some(({ kind }) => kind === "declaration.present");
}

/** The guarantee of what is declared, where the ledger knew it then. */
export function guaranteeAt(at: InJourney): Guarantee | undefined {
  return guaranteeNamed(declaredAt(at).guarantee, at);
}

export function guaranteeNamed(id: string, { journey, recorded }: InJourney): Guarantee | undefined {
  return journey.guarantees.find((one) => one.id === id && one.registeredAt < recorded.index);
}

/** An incident that had been reported. */
export function incidentBefore(id: string | undefined, at: InJourney): Body<"incident.report"> | undefined {
  return acceptedBefore(at)
    .map((message) => bodyOf(message, "incident.report"))
    .findLast((body) => body !== undefined && body.incident === id);
}

/** The vehicle that the load was on: that which was declared, or to which it was transferred since. */
export function vehicleBefore(at: InJourney): Movement["vehicle"] {
  const seen = acceptedBefore(at).flatMap((recorded) => vehicleIn({ ...at, recorded }) ?? []);
  return seen.at(-1) ?? declaredBefore(at).vehicle;
}

/** The vehicle that a message puts the load on: by a declaration, or by endorsing its transfer. */
export function vehicleIn(at: InJourney): Movement["vehicle"] | undefined {
  const endorsed = bodyOf(at.recorded, "incident.endorse");
  const transfer = endorsed && incidentBefore(endorsed.incident, at)?.transshipment;
  return declaredIn(at.recorded)?.vehicle ?? transfer ?? undefined;
}

/** Number of an operation by its sequence, once it was started or refused: by this message or before. */
export function operationId(sequence: number, at: InJourney): string | undefined {
  return [...acceptedBefore(at), at.recorded]
    .map((message) => bodyOf(message, "operation.start") ?? bodyOf(message, "operation.refuse"))
    .findLast((body) => body !== undefined && body.sequence === sequence)?.operation;
}

/** Seals on the load when a message was taken in, in the order they came. */
export function sealsBefore(at: InJourney): string[] {
  let seals: string[] = [];
  for (const message of acceptedBefore(at)) {
    const affixed = bodyOf(message, "seal.affix")?.seal;
    const replaced = bodyOf(message, "seal.replace");
    const removed = bodyOf(message, "seal.remove")?.seal ?? replaced?.seal;
    seals = seals.filter((seal) => seal !== removed);
    for (const seal of [affixed, replaced?.by]) if (seal !== undefined) seals = [...seals, seal];
  }
  return seals;
}

/**
 * Whether a discharge was the last that was due: the end at destination was certified, and every operation that was
 * started is discharged.
 */
export function isLastDischarge(at: InJourney): boolean {
  const messages = [...acceptedBefore(at), at.recorded];
  const isEnded = messages.some((message) => bodyOf(message, "operation.terminate")?.final === true);
  const sequences = (kind: "operation.start" | "operation.discharge") =>
    messages.flatMap((message) => bodyOf(message, kind)?.sequence ?? []);
  const discharged = sequences("operation.discharge");
  return isEnded && sequences("operation.start").every((sequence) => discharged.includes(sequence));
}

/** A message that was on paper first, as of the moment on the paper. */
export function asEntered(recorded: Recorded): Recorded {
  const captured = bodyOf(recorded, "fallback.capture");
  if (!captured || !isKind(captured.kind)) return recorded;
  return { ...recorded, kind: captured.kind, body: captured.body, at: Date.parse(captured.at) };
}

/** Where a way goes from one territory into the next: its legs but for stops, where two meet at one office. */
export function frontiersOf({
  legs,
}: Pick<Declared, "legs">): { readonly exit: string; readonly entry: string }[] {
  return legs
    .slice(1)
    .map(({ from }, i) => ({ exit: legs[i]?.to ?? "", entry: from }))
    .filter(({ exit, entry }) => exit !== entry);
}
