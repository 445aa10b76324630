import {
  addDays,
  type Crossing,
  findCrossing,
  findPlace,
  type GoodsClass,
  goodsClasses,
  type Network,
  type Place,
} from "@rahdari/network";
import type { EpochHours } from "@rahdari/units";
import type { z } from "zod";
import { PlanError, type PlanErrorCode, type PlanIssue } from "./errors.ts";
import { localInstant, utcDay } from "./local-time.ts";
import { parameters } from "./parameters.ts";
import { PlanRequest, type PlanRequestInput, Standing } from "./request.ts";

/** A stop that the route must make: a place, or the crossing named instead of one. */
export type Waypoint = { readonly place: Place } | { readonly crossing: Crossing };

/** A request with every name resolved and every time an instant. */
export interface Shipment {
  readonly request: PlanRequest;
  /** Where the goods stood ready: the request's `from`. */
  readonly origin: Place;
  /** The day of asking, whatever day the plan is made for. */
  readonly today: string;
  /** Where the goods are: the request's `from`, or the place under way from which the rest is planned. */
  readonly from: Place;
  readonly to: Place;
  readonly via: readonly Waypoint[];
  /** When they can leave it. */
  readonly readyAt: EpochHours;
  readonly deadlineAt: EpochHours | null;
  readonly asOf: string;
  readonly registration: string;
  readonly driver: string;
  readonly goods: readonly GoodsClass[];
  /** Ids of the crossings that the request excludes. */
  readonly excludedCrossings: ReadonlySet<string>;
  /** Given where the rest of a trip is planned. */
  readonly at?: Standing;
}

/**
 * Reads and checks a request against the network, `at` with it where the shipment is under way; collects every
 * fault it can before it throws PlanError.
 */
export function resolveShipment(
  network: Network,
  input: PlanRequestInput,
  today: string,
  standing?: Standing,
): Shipment {
  const request = parsed(PlanRequest, input, "");
  const at = standing && parsed(Standing, standing, "/at");
  const faults = new Faults();
  const origin = findOnePlace(network, request.from, "/from", faults);
  const from = at ? findOnePlace(network, at.place, "/at/place", faults) : origin;
  const to = findOnePlace(network, request.to, "/to", faults);
  const via = request.via.map((text, i) => resolveWaypoint(network, text, `/via/${i}`, faults));
  checkGoods(network, request, faults);
  checkExclusions(network, request, faults);
  faults.throwIfAny();
  const shipment = {
    request,
    origin: origin as Place,
    today,
    from: from as Place,
    to: to as Place,
    via: via as Waypoint[],
    ...times(request, from as Place, to as Place, today, at?.on ?? request.ready),
    registration: request.registration ?? (origin as Place).country,
    driver: request.driver ?? request.registration ?? (origin as Place).country,
    goods: goodsClasses(request.goods),
    excludedCrossings: excludedCrossings(network, request),
    ...(at && { at }),
  };
  checkShipment(shipment, faults);
  faults.throwIfAny();
  return shipment;
}

class Faults {
  #code: PlanErrorCode | undefined;
  #issues: PlanIssue[] = [];

  add(code: PlanErrorCode, issue: PlanIssue): undefined {
    const { suggestions, ...rest } = issue;
    this.#code ??= code;
    this.#issues.push(suggestions?.length ? issue : rest);
    return undefined;
  }

  throwIfAny(): void {
    if (this.#code) throw new PlanError(this.#code, this.#issues);
  }
}

function parsed<Schema extends z.ZodType>(schema: Schema, input: unknown, above: string): z.output<Schema> {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  const issues = result.error.issues.map((issue) => ({
    pointer: [above, ...issue.path.map(String)].join("/"),
    message: issue.message,
    code: "bad-value" as const,
    params: {},
  }));
  throw new PlanError("invalid-request", issues);
}

function findOnePlace(network: Network, text: string, pointer: string, faults: Faults): Place | undefined {
  const match = findPlace(network, text);
  if (match.kind === "found") return match.place;
  const suggestions = match.suggestions.map((place) => place.name);
  const code = match.kind === "ambiguous" ? "ambiguous-place" : "unknown-place";
  const message =
    match.kind === "ambiguous" ? `"${text}" fits several places` : `no place is called "${text}"`;
  return faults.add(code, { pointer, message, suggestions, code, params: { text } });
}

function resolveWaypoint(
  network: Network,
  text: string,
  pointer: string,
  faults: Faults,
): Waypoint | undefined {
  const match = findPlace(network, text);
  if (match.kind === "found") return { place: match.place };
  const crossing = findCrossing(network, text);
  if (crossing.kind === "found") return { crossing: crossing.crossing };
  const place = findOnePlace(network, text, pointer, faults);
  return place && { place };
}

function checkGoods(network: Network, request: PlanRequest, faults: Faults): void {
  const { hs, tonnes } = request.goods;
  const capacity = parameters.capacityTonnes[request.unit];
  if (tonnes > capacity) {
    const message = `${tonnes} t do not fit one ${request.unit}: it carries ${capacity} t; split the shipment`;
    const params = { tonnes, capacity, unit: request.unit };
    faults.add("too-heavy", { pointer: "/goods/tonnes", message, code: "too-heavy", params });
  }
  if (hs && network.goods.size > 0 && !network.goods.has(hs)) {
    const near = [...network.goods.keys()].filter(
      (code) => code.length === 4 && code.startsWith(hs.slice(0, 2)),
    );
    faults.add("unknown-goods", {
      pointer: "/goods/hs",
      message: `HS 2022 has no code ${hs}`,
      suggestions: near.slice(0, 5),
      code: "unknown-goods",
      params: { hs },
    });
  }
}

function checkExclusions(network: Network, request: PlanRequest, faults: Faults): void {
  request.exclude.crossings.forEach((text, i) => {
    const match = findCrossing(network, text);
    if (match.kind === "found") return;
    const suggestions = match.suggestions.map((crossing) => crossing.id);
    faults.add("unknown-place", {
      pointer: `/exclude/crossings/${i}`,
      message: `no one crossing is called "${text}"`,
      suggestions,
      code: "unknown-crossing",
      params: { text },
    });
  });
  if (new Set(request.exclude.modes).size === 4) {
    const message = "every mode is excluded; leave at least one";
    faults.add("contradiction", {
      pointer: "/exclude/modes",
      message,
      code: "every-mode-excluded",
      params: {},
    });
  }
}

function times(request: PlanRequest, from: Place, to: Place, today: string, leaves: string) {
  const asOf = request.asOf ?? today;
  const readyAt = localInstant(leaves, from.zone, "08:00");
  const deadlineAt = request.deadline ? localInstant(request.deadline, to.zone, "end") : null;
  return { asOf, readyAt, deadlineAt };
}

function excludedCrossings(network: Network, request: PlanRequest): ReadonlySet<string> {
  const matches = request.exclude.crossings.map((text) => findCrossing(network, text));
  return new Set(matches.flatMap((match) => (match.kind === "found" ? [match.crossing.id] : [])));
}

function checkShipment(shipment: Shipment, faults: Faults): void {
  const { request, from, to, at, readyAt, deadlineAt } = shipment;
  if (from.id === to.id) {
    const message = at ? `the goods are at ${from.name} already` : `start and end are both ${from.name}`;
    const pointer = at ? "/at/place" : "/to";
    faults.add("same-place", { pointer, message, code: "same-place", params: { place: from.id } });
  }
  // Who is under way may be late already: that is an answer, no fault.
  if (!at && deadlineAt !== null && deadlineAt <= readyAt) {
    const message = "the deadline is not after the goods are ready";
    const issue = { pointer: "/deadline", message, code: "deadline-before-ready", params: {} } as const;
    faults.add("contradiction", issue);
  }
  checkReady(shipment, faults);
  checkStanding(shipment, faults);
  for (const [i, country] of request.exclude.countries.entries()) {
    const end = country === from.country ? from : country === to.country ? to : undefined;
    if (end === undefined) continue;
    const message = `${end.name} lies in ${country}`;
    const params = { place: end.id, country };
    faults.add("contradiction", {
      pointer: `/exclude/countries/${i}`,
      message,
      code: "end-excluded",
      params,
    });
  }
}

/** Goods are not under way before they are ready; told at both dates, as either may be the slip. */
function checkStanding({ request, at, origin, readyAt, asOf }: Shipment, faults: Faults): void {
  if (!at || isPast(readyAt, asOf)) return;
  const day = utcDay(localInstant(request.ready, origin.zone, "08:00"));
  if (utcDay(readyAt) >= day) return;
  const message = `under way on ${at.on}, before the goods are ready on ${request.ready}`;
  const params = { on: at.on, ready: request.ready };
  for (const pointer of ["/at/on", "/ready"])
    faults.add("contradiction", { pointer, message, code: "at-before-ready", params });
}

/** A day of grace, as it is tomorrow already east of Greenwich. */
function isPast(readyAt: EpochHours, asOf: string): boolean {
  return utcDay(readyAt) < addDays(asOf, -1);
}

function checkReady({ request, at, readyAt, asOf }: Shipment, faults: Faults): void {
  const day = utcDay(readyAt);
  const [pointer, field, given] = at ? ["/at/on", "on", at.on] : ["/ready", "ready", request.ready];
  if (isPast(readyAt, asOf)) {
    const way = request.asOf
      ? `move \`${field}\` or \`asOf\``
      : `give asOf ${day} to plan with what was known then`;
    const message = `${given} lies before ${asOf}, the day of planning; ${way}`;
    faults.add("past-date", { pointer, message, code: "past-date", params: { day, asOf } });
  }
  if (day > addDays(asOf, parameters.latestReadyDays)) {
    const days = parameters.latestReadyDays;
    const message = `more than ${days} days after ${asOf}`;
    faults.add("too-far-ahead", {
      pointer,
      message,
      code: "too-far-ahead",
      params: { days, asOf },
    });
  }
}
