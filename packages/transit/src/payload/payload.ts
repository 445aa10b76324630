import { z } from "zod";
import type { CodeName } from "../code/codes.ts";
import { declaresGoods } from "../message/handed-in.ts";
import { BODIES } from "../message/messages.ts";
import { type Leg, text } from "../message/values.ts";
import { dayOf, type Parameter, type Regimes, rulesAt } from "../regime/regime.ts";
import type { Movement } from "../state/transit-state.ts";

const Party = z.strictObject({
  name: text(1, 140),
  address: text(1, 200),
  country: z.string().regex(/^[A-Z]{2}$/),
});

const Item = z.strictObject({
  /** HS 2022 code without dots, six digits (WCO). */
  hs: z.string().regex(/^\d{6}$/),
  description: text(1, 280),
  packages: z.strictObject({ count: z.int().min(1).max(99_999), kind: text(1, 40) }),
  /** Grams, whole ones: the ledger knows no fractions. */
  grossGrams: z.int().min(1).max(1e9),
});

/** What of a declaration only the parties on the way see: the event commits to its fields, each shown by itself. */
export const Payload = z.strictObject({
  consignor: Party,
  consignee: Party,
  items: z.array(Item).min(1).max(999),
  value: z.strictObject({
    /** Whole cents of the currency. */
    cents: z.int().min(1).max(1e14),
    currency: z.string().regex(/^[A-Z]{3}$/),
  }),
});
export type Payload = z.infer<typeof Payload>;

export type PayloadFault = { readonly code: CodeName; readonly path: string; readonly article: string };

type Declared = Pick<Movement, "regime" | "readings" | "navigationSeal" | "legs">;

/** What an office finds in the goods that come with a message; nothing where that declares none. */
export function goodsFaults(
  {
    kind,
    body,
    payload,
  }: { readonly kind: string; readonly body: unknown; readonly payload: Payload | null },
  regimes: Regimes,
  at: number,
): PayloadFault[] {
  if (!payload || !declaresGoods(kind)) return [];
  const declared = BODIES[kind].safeParse(body);
  return declared.success ? payloadFaults(payload, declared.data, regimes, dayOf(at)) : [];
}

/**
 * What an office finds in the payload before it accepts: goods that the regime's guarantee does not cover, and goods
 * that travel under a navigation seal where none was declared. The ledger's members do not see the payload, so this
 * is the office's check and not the machine's. `day`: YYYY-MM-DD.
 */
export function payloadFaults(
  { items }: Payload,
  declared: Declared,
  regimes: Regimes,
  day: string,
): PayloadFault[] {
  const { regime: id, readings } = declared;
  const excluded = rulesAt(regimes, id, day, { readings }).list("goods.excluded");
  const sealed = declared.navigationSeal ? [] : navigationCodes(declared, regimes, day);
  return items.flatMap(({ hs }, i) => {
    const path = `/items/${i}/hs`;
    const faults: PayloadFault[] = [];
    if (excluded && isListed(hs, excluded.value))
      faults.push({ code: "goods/excluded", path, article: excluded.article });
    const seal = sealed.find(({ value }) => isListed(hs, value));
    if (seal) faults.push({ code: "seal/navigation-undeclared", path, article: seal.article });
    return faults;
  });
}

/** Whether an HS code is one of a list, or below one of its headings. */
export function isListed(hs: string, codes: readonly string[]): boolean {
  return codes.some((code) => hs.startsWith(code));
}

/** Goods under a navigation seal, for each leg that goes through two states of a union that has one. */
export function navigationCodes(
  { regime, readings, legs }: Pick<Movement, "regime" | "readings" | "legs">,
  regimes: Regimes,
  day: string,
): Parameter<readonly string[]>[] {
  return legs.flatMap((leg) => {
    const rules = rulesAt(regimes, regime, day, { readings, territory: leg.territory });
    const list = crossesStates(leg) ? rules.list("seal.navigation") : undefined;
    return list ? [list] : [];
  });
}

/** Whether a leg in a union goes through two of its states at least. */
export function crossesStates({ from, to }: Leg): boolean {
  return from.slice(0, 2) !== to.slice(0, 2);
}

/**
 * Whether a weight that was found differs from the declared one by more than the regime lets pass; undefined where
 * it names no share. Kilograms gross.
 */
export function weightDiffers(
  declaredKg: number,
  foundKg: number,
  declared: Pick<Movement, "regime" | "readings">,
  regimes: Regimes,
  at: { readonly day: string; readonly territory: string },
): boolean | undefined {
  const { regime, readings } = declared;
  const share = rulesAt(regimes, regime, at.day, { readings, territory: at.territory }).number(
    "discrepancy.weight-percent",
  );
  return share && Math.abs(foundKg - declaredKg) * 100 > share.value * declaredKg;
}
