import { refuse } from "../code/fault.ts";
import type { Request, TransitState } from "../state/transit-state.ts";
import { type Act, onMovement, type Result, type Stated } from "./act.ts";

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
