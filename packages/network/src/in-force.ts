/** A rule with days of validity, inclusive, and the day since which it could be known. */
export type Dated = {
  readonly validFrom?: string | undefined;
  readonly validTo?: string | undefined;
  readonly knownSince?: string | undefined;
};

/** Is the rule in force on `on` and known on `asOf`? Known since `validFrom` unless said otherwise. */
export function inForce(rule: Dated, on: string, asOf: string): boolean {
  if ((rule.knownSince ?? rule.validFrom ?? "") > asOf) return false;
  return (rule.validFrom ?? "") <= on && (rule.validTo === undefined || on <= rule.validTo);
}
