import { type Fault, fault, refuse } from "../code/fault.ts";
import { malformed } from "../message/malformed.ts";
import { BODIES, type Kind } from "../message/messages.ts";
import { type Fallback, type TransitState, withMovement } from "../state/transit-state.ts";
import { type Act, byOffice, departure, LONGEST_AWAY, type Result, type Said, when } from "./act.ts";
import { declarationChecks, newMovement, referenceFault } from "./declaration-acts.ts";
import { acceptGuarantee } from "./guarantee-acts.ts";
import { bindPermits, permitsFault } from "./permits.ts";
import { moved } from "./steps.ts";

export const sayUnavailable: Act<"node.unavailable"> = (state, { body, event }) => {
  const before = state.outages.get(event.author) ?? [];
  if (before.at(-1)?.until === null) return refuse("outage/open", "/from");
  const outage = { from: Date.parse(body.from), until: body.until === null ? null : Date.parse(body.until) };
  if (outage.until !== null && outage.until <= outage.from) return refuse("hour/before", "/until");
  if (outage.from < event.received - LONGEST_AWAY) return refuse("hour/too-old", "/from");
  return { state: { ...state, outages: state.outages.set(event.author, [...before, outage]) } };
};

export const sayAvailable: Act<"node.available"> = (state, { body, event }) => {
  const outages = state.outages.get(event.author) ?? [];
  const last = outages.at(-1);
  const until = Date.parse(body.from);
  // One that was to end is not made longer afterwards.
  if (!last || (last.until !== null && until > last.until)) return refuse("outage/none", "/from");
  if (until < last.from) return refuse("hour/before", "/from");
  return {
    state: {
      ...state,
      outages: state.outages.set(event.author, [...outages.slice(0, -1), { ...last, until }]),
    },
  };
};

function outageFault(state: TransitState, office: string, at: number, path: string): Fault {
  const down = state.outages
    .get(office)
    ?.some(({ from, until }) => from <= at && (until === null || at < until));
  return down ? undefined : fault("fallback/no-outage", path);
}

/** Released on paper: what it declares is checked as any declaration is, when it is entered. */
export const openFallback: Act<"fallback.open"> = (state, said, regimes) => {
  const { fallback: id, movement, reference, ...declared } = said.body;
  const { event, at } = said;
  const known = state.movements.get(movement);
  const opened = newMovement(movement, declared, said);
  return when(
    [
      () => (state.fallbacks.has(id) ? fault("fallback/known", "/fallback") : undefined),
      () => (known ? fault("movement/known", "/movement", known.lodgedAt) : undefined),
      byOffice(said, departure(declared)),
      () => outageFault(state, event.author, at, "/fallback"),
      () => (reference === undefined ? undefined : referenceFault(state, reference, said)),
      ...declarationChecks(state, declared, regimes, said),
      () => permitsFault(state, opened, regimes, said),
    ],
    () => {
      const lodged = { ...withMovement(state, opened), permits: bindPermits(state, opened) };
      const body = { guarantee: declared.guarantee, movement };
      const relied = acceptGuarantee(lodged, { ...said, body }, regimes);
      if ("rejection" in relied) return { rejection: { ...relied.rejection, path: "/guarantee" } };
      const own = relied.state.movements.get(movement);
      if (!own) return relied;
      const released = moved(own, event.index, {
        state: "released",
        acceptedAt: at,
        fallback: id,
        reference: reference ?? null,
      });
      const paper: Fallback = { movement, office: event.author, captured: [] };
      return {
        ...withMovement(relied.state, released),
        fallbacks: state.fallbacks.set(id, paper),
        references: reference === undefined ? state.references : state.references.set(reference, movement),
      };
    },
  );
};

/** Acts that an office takes on paper. */
const ON_PAPER = [
  "operation.start",
  "operation.refuse",
  "operation.terminate",
  "seal.affix",
  "seal.check",
  "seal.break",
  "seal.replace",
  "seal.remove",
  "incident.report",
  "incident.endorse",
  "transport.suspend",
  "transport.resume",
] as const satisfies readonly Kind[];

export type Perform = (state: TransitState, said: Said<Kind>, kind: Kind) => Result;

/** Enters later what a paper says: the act is judged as of the moment on the paper, and once. */
export function capture(state: TransitState, said: Said<"fallback.capture">, perform: Perform): Result {
  const { fallback: id, kind, body: inner, at: moment } = said.body;
  const paper = state.fallbacks.get(id);
  if (!paper) return refuse("fallback/unknown", "/fallback");
  const act = ON_PAPER.find((one) => one === kind);
  if (!act) return refuse("kind/unknown", "/kind");
  const body = BODIES[act].safeParse(inner, { reportInput: true });
  if (!body.success) return { rejection: malformed(body.error, act, "/body") };
  const at = Date.parse(moment);
  const about = [
    act,
    body.data.movement,
    "sequence" in body.data ? body.data.sequence : "",
    "seal" in body.data ? body.data.seal : "",
    "incident" in body.data ? body.data.incident : "",
    moment,
  ].join(" ");
  const found = when(
    [
      () => (at > said.at ? fault("hour/in-future", "/at") : undefined),
      () =>
        at < (state.movements.get(paper.movement)?.acceptedAt ?? 0) ? fault("hour/before", "/at") : undefined,
      () => outageFault(state, said.event.author, at, "/at"),
      () => (body.data.movement === paper.movement ? undefined : fault("fallback/unknown", "/body/movement")),
      () => (paper.captured.includes(about) ? fault("fallback/captured", "/body") : undefined),
    ],
    () => state,
  );
  if ("rejection" in found) return found;
  const done = perform(state, { body: body.data, event: said.event, at, paper: id }, act);
  if ("rejection" in done) {
    const { path, ...rest } = done.rejection;
    return { rejection: { ...rest, ...(path !== undefined && { path: `/body${path}` }) } };
  }
  const captured = { ...paper, captured: [...paper.captured, about] };
  return { state: { ...done.state, fallbacks: done.state.fallbacks.set(id, captured) } };
}
