import { type Fault, fault, refuse } from "../code/fault.ts";
import { malformed } from "../message/malformed.ts";
import { BODIES, type Kind } from "../message/messages.ts";
import { type Fallback, type Request, type TransitState, withMovement } from "../state/transit-state.ts";
import {
  type Act,
  byOffice,
  departure,
  LONGEST_AWAY,
  onMovement,
  type Result,
  type Said,
  type Stated,
  when,
} from "./act.ts";
import { declarationChecks, newMovement, referenceFault } from "./declaration-acts.ts";
import { bindPermits, permitsFault } from "./permits.ts";
import { acceptGuarantee } from "./registry-acts.ts";
import { moved } from "./steps.ts";

export const sayUnavailable: Act<"node.unavailable"> = (state, { body, event }) => {
  const before = state.outages.get(event.author) ?? [];
  if (before.at(-1)?.until === null) return refuse("outage/open");
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

function wasDown(state: TransitState, office: string, at: number, path: string): Fault {
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
      () => wasDown(state, event.author, at, "/fallback"),
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
      () => wasDown(state, said.event.author, at, "/at"),
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

type Asked = { readonly id: string; readonly about: string; readonly to: string };
const UNKNOWN = { query: "query/unknown", reconciliation: "reconciliation/unknown" } as const;
const KNOWN = { query: "query/known", reconciliation: "reconciliation/known" } as const;
type RequestKind = keyof typeof KNOWN;

/** A request, of a number never used before. */
function ask(
  state: TransitState,
  kind: RequestKind,
  { id, ...asked }: Asked,
  { event }: Stated<unknown>,
): Result {
  const known = state.requests.get(id);
  if (known) return refuse(KNOWN[kind], `/${kind}`, known.at);
  const request: Request = { ...asked, by: event.author, at: event.index, answered: null };
  return { state: { ...state, requests: state.requests.set(id, request) } };
}

/** Its answer: once, by who was asked. */
function answer(state: TransitState, kind: RequestKind, id: string, { event }: Stated<unknown>): Result {
  const request = state.requests.get(id);
  if (!request || request.answered !== null)
    return refuse(UNKNOWN[kind], `/${kind}`, request?.answered ?? undefined);
  if (![event.author, event.member].includes(request.to))
    return refuse("office/not-concerned", undefined, request.at);
  return { state: { ...state, requests: state.requests.set(id, { ...request, answered: event.index }) } };
}

/** Asked of the authority that admitted the guarantor. */
export const queryGuarantee: Act<"guarantee.query"> = (state, said) => {
  const { query: id, guarantee: about } = said.body;
  const guarantee = state.guarantees.get(about);
  if (!guarantee) return refuse("guarantee/unknown", "/guarantee");
  const to = state.guarantors.get(guarantee.guarantor)?.home ?? "";
  return ask(state, "query", { id, about, to }, said);
};

export const answerQuery: Act<"guarantee.result"> = (state, said) =>
  answer(state, "query", said.body.query, said);

export const askStatus: Act<"status.request"> = (state, said) =>
  onMovement(state, said, () => {
    const { query: id, movement: about, to } = said.body;
    return ask(state, "query", { id, about, to }, said);
  });

export const tellStatus: Act<"status.reply"> = (state, said) => answer(state, "query", said.body.query, said);

export const askReconciliation: Act<"reconcile.request"> = (state, said) =>
  onMovement(state, said, () => {
    const { reconciliation: id, movement: about, to } = said.body;
    return ask(state, "reconciliation", { id, about, to }, said);
  });

export const reconcile: Act<"reconcile.reply"> = (state, said) =>
  answer(state, "reconciliation", said.body.reconciliation, said);
