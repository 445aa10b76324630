import type { PlanRequestInput } from "../api/contract.ts";
import { DEFAULT_TIME, type FormState } from "./form.ts";
import { zonedIso } from "./instant.ts";

export type FieldName = keyof FormState;
type FieldFault = "required" | "number" | "positive" | "hs" | "country" | "date" | "order";
export type FieldFaults = Partial<Record<FieldName, FieldFault>>;

/** Faults that are plain without asking the server; the server checks all the rest. */
export function formFaults(form: FormState): FieldFaults {
  const faults: FieldFaults = {};
  if (form.from.trim() === "") faults.from = "required";
  if (form.to.trim() === "") faults.to = "required";
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(form.ready)) faults.ready = "date";
  if (form.deadline !== "" && form.deadline <= form.ready) faults.deadline = "order";
  if (form.hs !== "" && !/^\d{2}(\d{2}){0,2}$/.test(form.hs)) faults.hs = "hs";
  for (const field of ["tonnes", "valueUsd", "seed", "draws"] as const) {
    const fault = numberFault(form[field], field === "tonnes");
    if (fault !== null) faults[field] = fault;
  }
  for (const field of ["registration", "driver"] as const) {
    if (form[field] !== "" && !/^[A-Za-z]{2}$/.test(form[field])) faults[field] = "country";
  }
  return faults;
}

function numberFault(text: string, required: boolean): FieldFault | null {
  if (text.trim() === "") return required ? "required" : null;
  const value = readNumber(text);
  if (Number.isNaN(value)) return "number";
  return value < 0 || (required && value === 0) ? "positive" : null;
}

/** Reads a number as people type it: decimal comma, Urdu and Persian digits, spaces. NaN when it is none. */
export function readNumber(text: string): number {
  const latin = text
    .trim()
    .replace(/[\u06F0-\u06F9]/g, (d) => String(d.charCodeAt(0) - 0x06f0))
    .replace(/[\u0660-\u0669]/g, (d) => String(d.charCodeAt(0) - 0x0660))
    .replace(/[\s\u00A0\u202F]/g, "")
    .replace(/[,\u066B]/g, ".");
  return /^-?\d+(\.\d+)?$/.test(latin) ? Number(latin) : Number.NaN;
}

/**
 * The form as a request of the API. `zoneOf` gives the IANA zone of a place id; where it does not know one the
 * time is taken as UTC. 08:00 goes out as a bare date, which the planner reads as 08:00 at the place.
 */
export function toRequest(form: FormState, zoneOf: (place: string) => string | undefined): PlanRequestInput {
  const optional = (key: string, text: string) => (text.trim() === "" ? {} : { [key]: text.trim() });
  const number = (key: string, text: string) => (text.trim() === "" ? {} : { [key]: readNumber(text) });
  return {
    from: form.from.trim(),
    to: form.to.trim(),
    ready: when(form.ready, zoneOf(form.from)),
    ...(form.deadline === "" ? {} : { deadline: when(form.deadline, zoneOf(form.to)) }),
    goods: {
      ...optional("hs", form.hs),
      ...number("tonnes", form.tonnes),
      ...number("valueUsd", form.valueUsd),
      reefer: form.reefer,
      dangerous: form.dangerous,
    },
    unit: form.unit,
    ...optional("registration", form.registration.toUpperCase()),
    ...optional("driver", form.driver.toUpperCase()),
    drivers: Number(form.drivers),
    prefer: form.prefer,
    exclude: {
      countries: [...form.excludeCountries],
      crossings: [...form.excludeCrossings],
      modes: [...form.excludeModes],
    },
    via: [...form.via],
    papers: form.papers,
    ...optional("asOf", form.asOf),
    ...number("seed", form.seed),
    ...number("draws", form.draws),
  };
}

function when(local: string, zone: string | undefined): string {
  const [day = "", time = ""] = local.split("T");
  return time === DEFAULT_TIME ? day : zonedIso(local, zone ?? "UTC");
}

const POINTERS: Readonly<Record<string, FieldName>> = {
  "/from": "from",
  "/to": "to",
  "/ready": "ready",
  "/deadline": "deadline",
  "/goods/hs": "hs",
  "/goods/tonnes": "tonnes",
  "/goods/valueUsd": "valueUsd",
  "/goods/reefer": "reefer",
  "/goods/dangerous": "dangerous",
  "/unit": "unit",
  "/registration": "registration",
  "/driver": "driver",
  "/drivers": "drivers",
  "/prefer": "prefer",
  "/exclude/countries": "excludeCountries",
  "/exclude/crossings": "excludeCrossings",
  "/exclude/modes": "excludeModes",
  "/via": "via",
  "/papers": "papers",
  "/asOf": "asOf",
  "/seed": "seed",
  "/draws": "draws",
};

/** Field that a JSON pointer of a problem speaks of; null when it is none of the form's. */
export function fieldAt(pointer: string): FieldName | null {
  const path = pointer.replace(/^#/, "").replace(/\/\d+$/, "");
  return POINTERS[path] ?? null;
}
