import { Map as ImmutableMap } from "immutable";
import { z } from "zod";
import { MemberId } from "../event/names.ts";
import { pointer } from "../json/parse-json.ts";
import { type PlacedEvent, rejected, type StateMachine, type Verdict } from "../machine/state-machine.ts";
import type { Lease, Reservation, Right, RightsState } from "./rights.ts";

const Id = z
  .string()
  .max(64)
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/);
const Amount = z.int().min(1);
const AuthorOfOffice = z.string().regex(/^[A-Z][A-Z0-9-]{1,15}\/[a-z0-9][a-z0-9-]{0,31}$/);

/** Bodies of the events about scarce rights, by kind. */
export const RIGHT_BODIES = {
  "right.grant": z.strictObject({
    right: Id,
    kind: z.enum(["guarantee", "voucher", "permit"]),
    unit: z.string().min(1).max(40),
    cap: Amount,
    users: z.array(MemberId).min(1).max(32),
    expires: z.int().min(0).nullable(),
  }),
  "right.close": z.strictObject({ right: Id }),
  "right.lease": z.strictObject({
    right: Id,
    lease: Id,
    holder: AuthorOfOffice,
    amount: Amount,
    until: Amount,
  }),
  "right.return": z.strictObject({ lease: Id }),
  "right.reserve": z.strictObject({ right: Id, lease: Id.nullable(), reservation: Id, amount: Amount }),
  "right.spend": z.strictObject({ reservation: Id }),
  "right.release": z.strictObject({ reservation: Id }),
} as const;
type Bodies = { readonly [K in keyof typeof RIGHT_BODIES]: z.infer<(typeof RIGHT_BODIES)[K]> };
type RightKind = keyof Bodies;

type Act<Body> = (state: RightsState, body: Body, event: PlacedEvent) => Verdict<RightsState>;
const ACTS: { readonly [K in RightKind]: Act<Bodies[K]> } = {
  "right.grant": grant,
  "right.close": close,
  "right.lease": lease,
  "right.return": giveBack,
  "right.reserve": reserve,
  "right.spend": (state, { reservation }, event) => settle(state, reservation, event, "spent"),
  "right.release": (state, { reservation }, event) => settle(state, reservation, event, "released"),
};

/**
 * Scarce rights shared by states that do not trust each other: reserved, spent and released by different ones,
 * never spent twice, never beyond what was granted.
 */
export const rightsMachine: StateMachine<RightsState> = {
  name: "rights/1",
  initial: { rights: ImmutableMap(), leases: ImmutableMap(), reservations: ImmutableMap() },
  apply(state, event) {
    if (!Object.hasOwn(RIGHT_BODIES, event.kind)) return rejected("kind/unknown");
    return act(event.kind as RightKind, state, event);
  },
  toJson: ({ rights, leases, reservations }) => ({
    rights: [...rights.values()],
    leases: [...leases.values()],
    reservations: [...reservations.values()],
  }),
  fromJson(json) {
    const { rights, leases, reservations } = json as unknown as Snapshot;
    return { rights: byId(rights), leases: byId(leases), reservations: byId(reservations) };
  },
};

type Snapshot = {
  readonly rights: readonly Right[];
  readonly leases: readonly Lease[];
  readonly reservations: readonly Reservation[];
};

function act<K extends RightKind>(kind: K, state: RightsState, event: PlacedEvent): Verdict<RightsState> {
  const body = RIGHT_BODIES[kind].safeParse(event.body);
  if (!body.success) return rejected("body/malformed", { path: pointer(body.error.issues[0]?.path ?? []) });
  return ACTS[kind](state, body.data as Bodies[K], event);
}

function grant(
  state: RightsState,
  body: Bodies["right.grant"],
  { member, index }: PlacedEvent,
): Verdict<RightsState> {
  const { right: id, kind, unit, cap, users, expires } = body;
  const known = state.rights.get(id);
  if (known) return rejected("right/known", { path: "/right", against: known.grantedAt });
  if (kind === "voucher" && cap !== 1) return rejected("body/malformed", { path: "/cap" });
  const granted: Right = {
    id,
    kind,
    unit,
    cap,
    free: cap,
    issuer: member,
    users,
    expires,
    closed: false,
    grantedAt: index,
    takenAt: null,
  };
  return { state: { ...state, rights: state.rights.set(id, granted) } };
}

/** Nothing more is reserved of a closed right but from its leases; what is held can still be spent or released. */
function close(
  state: RightsState,
  { right: id }: Bodies["right.close"],
  event: PlacedEvent,
): Verdict<RightsState> {
  const right = state.rights.get(id);
  if (!right) return rejected("right/unknown", { path: "/right" });
  if (right.issuer !== event.member) return rejected("right/not-issuer");
  return { state: withRight(state, { ...right, closed: true }) };
}

function lease(state: RightsState, body: Bodies["right.lease"], event: PlacedEvent): Verdict<RightsState> {
  const { right: id, lease: name, holder, amount, until } = body;
  const right = state.rights.get(id);
  const known = state.leases.get(name);
  if (!right) return rejected("right/unknown", { path: "/right" });
  if (right.issuer !== event.member) return rejected("right/not-issuer");
  if (known) return rejected("lease/known", { path: "/lease", against: known.at });
  if (!right.users.includes(holder.split("/", 1)[0] as string))
    return rejected("right/not-user", { path: "/holder" });
  if (right.expires !== null && until > right.expires) return rejected("lease/too-long", { path: "/until" });
  const fault = faultOfUse(right, event);
  if (fault) return rejected(fault);
  const taken = takeFree(state, right, amount, event);
  if ("rejection" in taken) return taken;
  const leased: Lease = { id: name, right: id, holder, left: amount, until, ended: false, at: event.index };
  return { state: { ...taken.state, leases: taken.state.leases.set(name, leased) } };
}

/** What is left of a lease goes back to its right: by its holder, or by the issuer once its time is over. */
function giveBack(
  state: RightsState,
  { lease: name }: Bodies["right.return"],
  event: PlacedEvent,
): Verdict<RightsState> {
  const own = state.leases.get(name);
  const right = own && state.rights.get(own.right);
  if (!own || !right) return rejected("lease/unknown", { path: "/lease" });
  if (own.ended) return rejected("lease/ended", { against: own.at });
  const over = right.issuer === event.member && event.received >= own.until;
  if (own.holder !== event.author && !over) return rejected("lease/not-holder");
  const more = withRight(state, { ...right, free: right.free + own.left });
  const ended: Lease = { ...own, left: 0, ended: true, at: event.index };
  return { state: { ...more, leases: more.leases.set(name, ended) } };
}

function reserve(
  state: RightsState,
  body: Bodies["right.reserve"],
  event: PlacedEvent,
): Verdict<RightsState> {
  const { right: id, lease: from, reservation, amount } = body;
  const right = state.rights.get(id);
  const known = state.reservations.get(reservation);
  if (!right) return rejected("right/unknown", { path: "/right" });
  if (known) return rejected("reservation/known", { path: "/reservation", against: known.at });
  if (!right.users.includes(event.member)) return rejected("right/not-user");
  const taken =
    from === null ? takeOpen(state, right, amount, event) : takeLeased(state, right, from, amount, event);
  if ("rejection" in taken) return taken;
  const held: Reservation = {
    id: reservation,
    right: id,
    lease: from,
    amount,
    by: event.author,
    state: "held",
    at: event.index,
  };
  return { state: { ...taken.state, reservations: taken.state.reservations.set(reservation, held) } };
}

function takeOpen(
  state: RightsState,
  right: Right,
  amount: number,
  event: PlacedEvent,
): Verdict<RightsState> {
  const fault = faultOfUse(right, event);
  return fault ? rejected(fault) : takeFree(state, right, amount, event);
}

function takeFree(
  state: RightsState,
  right: Right,
  amount: number,
  { index }: PlacedEvent,
): Verdict<RightsState> {
  const { free, takenAt } = right;
  if (amount > free)
    return rejected("right/not-free", { path: "/amount", ...(takenAt !== null && { against: takenAt }) });
  return { state: withRight(state, { ...right, free: free - amount, takenAt: index }) };
}

/**
 * What a post reserved while it was cut off stands even if the right was closed or ran out meanwhile: the lease's
 * own time bounds it.
 */
function takeLeased(
  state: RightsState,
  right: Right,
  name: string,
  amount: number,
  event: PlacedEvent,
): Verdict<RightsState> {
  const own = state.leases.get(name);
  if (own?.right !== right.id) return rejected("lease/unknown", { path: "/lease" });
  if (own.holder !== event.author) return rejected("lease/not-holder", { path: "/lease" });
  if (own.ended) return rejected("lease/ended", { path: "/lease", against: own.at });
  if (amount > own.left) return rejected("lease/not-free", { path: "/amount", against: own.at });
  return { state: { ...state, leases: state.leases.set(name, { ...own, left: own.left - amount }) } };
}

/** Spends or releases what is held: once, by an office of any state that may use the right. */
function settle(
  state: RightsState,
  id: string,
  event: PlacedEvent,
  into: "spent" | "released",
): Verdict<RightsState> {
  const held = state.reservations.get(id);
  const right = held && state.rights.get(held.right);
  if (!held || !right) return rejected("reservation/unknown", { path: "/reservation" });
  if (held.state !== "held")
    return rejected(`reservation/${held.state}`, { path: "/reservation", against: held.at });
  if (!right.users.includes(event.member)) return rejected("right/not-user");
  const settled: Reservation = { ...held, state: into, at: event.index };
  const after = into === "released" ? putBack(state, held, right) : state;
  return { state: { ...after, reservations: after.reservations.set(id, settled) } };
}

/** To the lease that it was taken from while that lasts, else to the right. */
function putBack(state: RightsState, { lease: name, amount }: Reservation, right: Right): RightsState {
  const own = name === null ? undefined : state.leases.get(name);
  if (!own || own.ended) return withRight(state, { ...right, free: right.free + amount });
  return { ...state, leases: state.leases.set(own.id, { ...own, left: own.left + amount }) };
}

function faultOfUse(right: Right, { received }: PlacedEvent): string | undefined {
  if (right.closed) return "right/closed";
  return right.expires !== null && received >= right.expires ? "right/expired" : undefined;
}

function withRight(state: RightsState, right: Right): RightsState {
  return { ...state, rights: state.rights.set(right.id, right) };
}

function byId<Item extends { readonly id: string }>(items: readonly Item[]): ImmutableMap<string, Item> {
  return ImmutableMap(items.map((item) => [item.id, item]));
}
