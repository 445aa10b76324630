import type { EpochMs } from "@rahdari/units";
import type { JsonObject } from "../../src/json/json.ts";
import type { PlacedEvent } from "../../src/machine/state-machine.ts";

/** What somebody does with a right. */
export type Act = { readonly author: string; readonly kind: string; readonly body: JsonObject };

export function placedAt(act: Act, index: number, received: number): PlacedEvent {
  return {
    ...act,
    index,
    received: received as EpochMs,
    at: received as EpochMs,
    member: act.author.split("/")[0]!,
    commit: null,
  };
}

type RightOf = { cap: number; issuer: string; users: string[]; expires: number | null; closed: boolean };
type LeaseOf = { right: string; holder: string; amount: number; until: number; ended: boolean };
type Held = { right: string; lease: string | null; amount: number; state: "held" | "spent" | "released" };

/**
 * The rights machine again, as a bookkeeper would do it: only what was granted, leased and reserved is kept, and
 * what is left is counted from that at every question. Says whether an act is allowed; does it where it is.
 */
export class RightsModel {
  readonly rights = new Map<string, RightOf>();
  readonly leases = new Map<string, LeaseOf>();
  readonly held = new Map<string, Held>();

  free(id: string): number {
    const gone = [...this.held.values()]
      .filter(({ right, state, lease }) => right === id && state !== "released" && !this.#lasts(lease))
      .reduce((sum, { amount }) => sum + amount, 0);
    const leased = [...this.leases.values()]
      .filter(({ right, ended }) => right === id && !ended)
      .reduce((sum, { amount }) => sum + amount, 0);
    return (this.rights.get(id)?.cap ?? 0) - gone - leased;
  }

  left(name: string): number {
    const lease = this.leases.get(name);
    if (!lease || lease.ended) return 0;
    return [...this.held.values()]
      .filter((one) => one.lease === name && one.state !== "released")
      .reduce((left, { amount }) => left - amount, lease.amount);
  }

  sum(id: string, state: Held["state"]): number {
    return [...this.held.values()]
      .filter((one) => one.right === id && one.state === state)
      .reduce((sum, { amount }) => sum + amount, 0);
  }

  leased(id: string): number {
    return [...this.leases].reduce((sum, [name, { right }]) => sum + (right === id ? this.left(name) : 0), 0);
  }

  do({ author, kind, body }: Act, now: number): boolean {
    const member = author.split("/")[0]!;
    if (kind === "right.grant") return this.#grant(body as never, member);
    if (kind === "right.close") return this.#close(body as never, member);
    if (kind === "right.lease") return this.#lease(body as never, member, now);
    if (kind === "right.return") return this.#giveBack(body as never, author, now);
    if (kind === "right.reserve") return this.#reserve(body as never, author, now);
    return this.#settle(body as never, member, kind === "right.spend" ? "spent" : "released");
  }

  #lasts(lease: string | null): boolean {
    return lease !== null && this.leases.get(lease)?.ended === false;
  }

  #usable(id: string, now: number): boolean {
    const right = this.rights.get(id);
    return !!right && !right.closed && (right.expires === null || now < right.expires);
  }

  #grant(
    body: { right: string; kind: string } & Omit<RightOf, "issuer" | "closed">,
    member: string,
  ): boolean {
    const { right, kind, cap, users, expires } = body;
    if (this.rights.has(right) || (kind === "voucher" && cap !== 1)) return false;
    this.rights.set(right, { cap, users, expires, issuer: member, closed: false });
    return true;
  }

  #close({ right }: { right: string }, member: string): boolean {
    const own = this.rights.get(right);
    if (own?.issuer !== member) return false;
    own.closed = true;
    return true;
  }

  #lease(body: { lease: string } & Omit<LeaseOf, "ended">, member: string, now: number): boolean {
    const { right, lease, holder, amount, until } = body;
    const own = this.rights.get(right);
    const may = own?.issuer === member && own.users.includes(holder.split("/")[0]!);
    if (!may || this.leases.has(lease) || !this.#usable(right, now) || amount > this.free(right))
      return false;
    if (own.expires !== null && until > own.expires) return false;
    this.leases.set(lease, { right, holder, amount, until, ended: false });
    return true;
  }

  #giveBack({ lease }: { lease: string }, author: string, now: number): boolean {
    const own = this.leases.get(lease);
    if (!own || own.ended) return false;
    const issuer = this.rights.get(own.right)?.issuer === author.split("/")[0] && now >= own.until;
    if (own.holder !== author && !issuer) return false;
    own.ended = true;
    return true;
  }

  #reserve(
    {
      right,
      lease,
      reservation,
      amount,
    }: { right: string; lease: string | null; reservation: string; amount: number },
    author: string,
    now: number,
  ): boolean {
    const may = this.rights.get(right)?.users.includes(author.split("/")[0]!);
    if (!may || this.held.has(reservation)) return false;
    if (lease === null && !this.#usable(right, now)) return false;
    const from = lease === null ? undefined : this.leases.get(lease);
    if (lease !== null && (from?.right !== right || from.holder !== author)) return false;
    if (amount > (lease === null ? this.free(right) : this.left(lease))) return false;
    this.held.set(reservation, { right, lease, amount, state: "held" });
    return true;
  }

  #settle({ reservation }: { reservation: string }, member: string, into: "spent" | "released"): boolean {
    const own = this.held.get(reservation);
    if (own?.state !== "held" || !this.rights.get(own.right)?.users.includes(member)) return false;
    own.state = into;
    return true;
  }
}
