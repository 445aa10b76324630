import { BODIES, type Body, isKind, type Kind, type Movement } from "@rahdari/transit";
import type { Journey, Recorded } from "../journey.ts";

/** A recorded message in its journey. */
type InJourney = { readonly journey: Journey; readonly recorded: Recorded };

export type Declared = Pick<Movement, "holder" | "regime" | "guarantee" | "legs" | "vehicle"> & {
  readonly furtherOffices: readonly string[];
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

/** What was declared when a message was taken in: by the last lodging or amendment that was accepted before it. */
export function declaredBefore({ journey, recorded }: InJourney): Declared {
  const lodged = journey.messages
    .filter(({ index, rejection }) => rejection === null && index < recorded.index)
    .map((message) => declaredIn(message))
    .findLast((declared) => declared !== undefined);
  return lodged ?? journey.movement;
}

export function declaredIn(message: Recorded): Declared | undefined {
  return (
    bodyOf(message, "declaration.lodge") ??
    bodyOf(message, "declaration.amend") ??
    bodyOf(message, "fallback.open")
  );
}

/** Whether the declaration had been accepted, and so had its reference, when a message was taken in. */
export function isAcceptedBefore({ journey, recorded }: InJourney): boolean {
  return journey.messages.some(
    ({ kind, index, rejection }) =>
      kind === "declaration.accept" && rejection === null && index < recorded.index,
  );
}

/** Seals on the load when a message was taken in, in the order they came. */
export function sealsBefore({ journey, recorded }: InJourney): string[] {
  const before = journey.messages.filter((one) => one.rejection === null && one.index < recorded.index);
  let seals: string[] = [];
  for (const message of before.map(asEntered)) {
    const affixed = bodyOf(message, "seal.affix")?.seal;
    const replaced = bodyOf(message, "seal.replace");
    const removed = bodyOf(message, "seal.remove")?.seal ?? replaced?.seal;
    seals = seals.filter((seal) => seal !== removed);
    for (const seal of [affixed, replaced?.by]) if (seal !== undefined) seals = [...seals, seal];
  }
  return seals;
}

/** A message that was on paper first, as of the moment on the paper. */
export function asEntered(recorded: Recorded): Recorded {
  const captured = bodyOf(recorded, "fallback.capture");
  if (!captured || !isKind(captured.kind)) return recorded;
  return { ...recorded, kind: captured.kind, body: captured.body, at: Date.parse(captured.at) };
}
