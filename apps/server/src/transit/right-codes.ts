import type { Code } from "@rahdari/transit";

const code = (own: Code["class"], text: string): Pick<Code, "class" | "text"> => ({ class: own, text });

/**
 * What the ledger's machine of scarce rights refuses permits and vouchers with. No published list has numbers for
 * them; 200 is not allowed now, 300 not allowed at all, as of the codes of transit.
 */
export const RIGHT_CODES: Readonly<Record<string, Pick<Code, "class" | "text">>> = {
  "right/known": code(200, "a right of this id was granted already"),
  "right/unknown": code(300, "no right of this id was granted"),
  "right/not-issuer": code(300, "only the authority that granted the right closes it or leases from it"),
  "right/not-user": code(300, "the right is not for this authority"),
  "right/not-free": code(200, "less of the right is free than this takes"),
  "right/closed": code(200, "the right is closed: nothing more is taken of it"),
  "right/expired": code(300, "the right has run out"),
  "lease/known": code(200, "a lease of this id was given already"),
  "lease/unknown": code(300, "no lease of this id was given of the right"),
  "lease/too-long": code(300, "the lease would last longer than its right"),
  "lease/ended": code(200, "the lease has ended already"),
  "lease/not-holder": code(300, "the lease is another office's; its issuer ends it once its time is over"),
  "lease/not-free": code(200, "less of the lease is left than this takes"),
  "reservation/known": code(200, "a reservation of this id was made already"),
  "reservation/unknown": code(300, "no reservation of this id was made"),
  "reservation/spent": code(200, "the reservation was spent already"),
  "reservation/released": code(200, "the reservation was released already"),
};
