import type { Direction, Mode } from "./schema/basis.ts";
import type { Closure } from "./schema/closure.ts";

/** The load unit that meets a closure, and which way it goes. */
export type Traffic = {
  readonly unit: "truck" | "container" | "wagon";
  /** Absent: either way; a closure of one direction then counts as stopping. */
  readonly direction?: Direction | undefined;
  /** Default: road for trucks, rail for wagons, any for containers. */
  readonly mode?: Mode | undefined;
  /** Does the driver hold a nationality other than the countries of the crossing? Default true. */
  readonly foreignDriver?: boolean | undefined;
};

type Scope = Closure["scope"][number];

/** Scopes that hold up goods of every mode; `passengers` and `slow` are in no list: they let goods pass. */
const ANY_GOODS: readonly Scope[] = ["all", "trade", "exports", "imports", "transit"];
const SCOPES_BY_MODE: Readonly<Record<Mode, readonly Scope[]>> = {
  road: ["trucks", "trailers"],
  rail: ["rail"],
  sea: ["sea"],
  air: [],
};
const MODES_BY_UNIT: Readonly<Record<Traffic["unit"], readonly Mode[]>> = {
  truck: ["road"],
  container: ["road", "rail", "sea"],
  wagon: ["rail"],
};

/**
 * Does this closure or restriction stop a commercial load in transit?
 *
 * Its scope decides, not its kind: `all`, `trade`, `exports`, `imports` and `transit` stop goods of every
 * mode (whose exports they are is said by the closure's direction); `trucks` and `trailers` what goes by
 * road, since 20 t move on an articulated vehicle; `rail` and `sea` what goes that way; `foreign-drivers`
 * road loads with a driver from elsewhere. `passengers` stops no goods, `slow` delays them. One direction's
 * closure leaves the other alone. Openings stop nothing.
 */
export function stopsTrucks(closure: Closure, traffic: Traffic): boolean {
  return closure.kind !== "opening" && concerns(closure, traffic);
}

/** Does this exception inside a longer closure let the load pass? Scope and direction read as for stops. */
export function admitsTrucks(closure: Closure, traffic: Traffic): boolean {
  return closure.kind === "opening" && concerns(closure, traffic);
}

function concerns(closure: Closure, traffic: Traffic): boolean {
  const { direction } = traffic;
  if (closure.direction !== undefined && direction !== undefined && closure.direction !== direction)
    return false;
  const modes = traffic.mode === undefined ? MODES_BY_UNIT[traffic.unit] : [traffic.mode];
  const scopes = new Set<Scope>([...ANY_GOODS, ...modes.flatMap((mode) => SCOPES_BY_MODE[mode])]);
  if (modes.includes("road") && (traffic.foreignDriver ?? true)) scopes.add("foreign-drivers");
  return closure.scope.some((scope) => scopes.has(scope));
}
