/**
 * Why a step is refused. `etir`: number of eTIR code list 99 where one says the same; its classes are 1xx for
 * validation, 2xx for the order of steps, 3xx for what a message refers to. `ncts`: functional error code of the
 * NCTS list beside it. What no published list has keeps our own code and the class that it would belong to.
 */
export type Code = {
  readonly class: 100 | 200 | 300;
  readonly etir?: number;
  readonly ncts: number;
  /** What is wrong, and the way out. */
  readonly text: string;
};

const code = (etir: number | undefined, ncts: number, text: string, own?: Code["class"]): Code => ({
  class: own ?? ((Math.floor((etir ?? 200) / 100) * 100) as Code["class"]),
  ...(etir !== undefined && { etir }),
  ncts,
  text,
});

/** All codes by name. Words parted by / and -, as the ledger keeps them. */
export const CODES = {
  "kind/unknown": code(100, 12, "no message of transit has this kind"),
  "body/malformed": code(100, 14, "the message does not have the form of its kind"),
  "field/missing": code(101, 13, "a field that the message has to have is missing"),
  "value/unknown": code(102, 12, "a value is not in its list"),
  "field/date": code(103, 14, "a date or time does not have its form"),
  "field/number": code(104, 14, "a number is not a whole one, or not within its bounds"),
  "field/length": code(105, 14, "a text or list is too long, or too short"),
  "field/form": code(106, 14, "a text does not have its form"),
  "country/unknown": code(305, 12, "no country has this code (ISO 3166-1, and XA to XZ)"),
  "control/unknown": code(306, 12, "no type of control has this code (NCTS code list ControlType)"),
  "seal/not-here": code(310, 15, "messages of this kind name no seals"),
  "hour/in-future": code(103, 14, "the act is dated more than five minutes after the ledger's time"),

  "hour/too-old": code(103, 14, "the act is dated more than 90 days before the ledger's time"),
  "hour/before": code(103, 14, "the act is dated before the one that it follows"),

  "guarantee/known": code(204, 14, "a guarantee of this reference is registered already"),
  "guarantee/unknown": code(301, 14, "no guarantee of this reference is registered"),
  "guarantee/state": code(201, 92, "the guarantee is not in a state that allows this"),
  "guarantee/in-use": code(203, 92, "a guarantee that a movement relies on cannot be cancelled"),
  "guarantee/cancelled": code(205, 92, "its cancellation was asked for already"),
  "guarantee/expired": code(
    201,
    14,
    "its last date for presentation is past; a movement accepted before goes on",
  ),
  "guarantee/other-holder": code(320, 14, "the guarantee was issued to another holder"),
  "guarantee/other-regime": code(303, 14, "the guarantee is not of a type that this regime takes"),
  "guarantee/other-territory": code(
    undefined,
    14,
    "the guarantee does not cover a territory on the itinerary",
    300,
  ),
  "guarantee/above-ceiling": code(undefined, 14, "the amount is above the ceiling of the regime", 300),
  "guarantee/too-low": code(undefined, 14, "less of the guarantee is free than this reserves", 300),
  "guarantee/form": code(
    undefined,
    14,
    "the regime's guarantees are of another form: in euro, for one journey, or for each territory anew",
    300,
  ),
  "guarantee/vouchers": code(
    undefined,
    14,
    "the guarantee has fewer vouchers left than the way has territories",
    300,
  ),
  "guarantee/voucher": code(
    undefined,
    14,
    "the operation names no voucher where it needs one, or one that the guarantee has not",
    300,
  ),
  "guarantee/voucher-used": code(undefined, 14, "the voucher opened an operation already", 300),
  "liability/none": code(undefined, 92, "nothing further is reserved for the operation", 200),
  "guarantor/unknown": code(302, 14, "no guarantor of this number is authorised here, or ever was"),
  "guarantor/unauthorised": code(330, 14, "the guarantor is not authorised"),
  "holder/unknown": code(322, 14, "no holder of this number is registered"),
  "holder/unauthorised": code(321, 14, "the holder is not authorised"),

  "movement/known": code(undefined, 26, "a movement of this reference is lodged already", 200),
  "movement/unknown": code(307, 90, "no movement of this reference is lodged"),
  "movement/state": code(200, 92, "the movement is not in a state that allows this"),
  "movement/released": code(200, 92, "after release only customs can cancel a movement"),
  "movement/suspended": code(200, 92, "the movement is suspended: resume it first"),
  "reference/malformed": code(
    106,
    93,
    "the reference number does not have its form, or its check character is wrong",
  ),
  "reference/known": code(undefined, 14, "the reference number was allocated already", 200),

  "regime/not-in-force": code(
    undefined,
    14,
    "the regime is not in force for a state on the itinerary on that day",
    300,
  ),
  "regime/contested": code(
    undefined,
    14,
    "whether the regime is in force is contested: the reading relied on has to be named",
    300,
  ),
  "itinerary/territories": code(
    undefined,
    14,
    "the regime does not serve a way through these territories, or through so few or so many",
    300,
  ),
  "itinerary/broken": code(undefined, 14, "the legs do not follow one another", 100),
  "itinerary/offices": code(
    undefined,
    14,
    "more offices of departure and destination than the regime allows",
    300,
  ),
  "itinerary/order": code(
    undefined,
    14,
    "part of the load is taken off before all of it is taken in, or the offices are not in the order of the way",
    300,
  ),
  "itinerary/post": code(undefined, 14, "the regime does not name this post", 300),
  "office/unknown": code(304, 14, "no office of this name is on the way"),
  "office/not-here": code(
    308,
    14,
    "this server speaks for no office of this name: there is nobody to forward to",
  ),
  "office/other-territory": code(undefined, 14, "the office does not lie in the territory of its leg", 300),
  "office/not-concerned": code(undefined, 14, "the office has no part in this step", 300),
  "vehicle/approval": code(
    undefined,
    14,
    "the certificate of approval was issued too long ago for the regime",
    300,
  ),
  "permit/missing": code(
    undefined,
    13,
    "the regime asks for a permit of its own that is held for this movement",
    300,
  ),
  "permit/not-held": code(undefined, 14, "the permit is not held", 300),
  "permit/other-state": code(
    undefined,
    14,
    "the permit is not one of a party, or of the vehicle's own state",
    300,
  ),
  "permit/expired": code(undefined, 14, "the permit has run out", 300),
  "permit/used": code(
    undefined,
    14,
    "the permit was used by another vehicle, or for all the journeys it covers",
    300,
  ),
  "permit/in-use": code(
    undefined,
    14,
    "a movement was accepted with the permit: it is used when that leaves",
    300,
  ),
  "permit/beyond-quota": code(
    undefined,
    14,
    "more permits of one year than the state has, or permits without an end",
    300,
  ),
  "goods/excluded": code(undefined, 14, "the regime's guarantee does not cover these goods", 300),

  "operation/id-known": code(214, 14, "an operation of this number was recorded already"),
  "operation/sequence": code(215, 14, "the sequence number was used already, or leaves a gap"),
  "operation/first-refused": code(
    216,
    92,
    "the first operation cannot be refused: the departure does not accept",
  ),
  "operation/started": code(210, 92, "the operation was started already"),
  "operation/not-started": code(213, 92, "the operation was not started"),
  "operation/terminated": code(211, 92, "the operation was terminated already"),
  "operation/not-terminated": code(213, 92, "the operation was not terminated"),
  "operation/discharged": code(212, 92, "the operation was discharged already"),
  "operation/open": code(undefined, 92, "the operation before it was not terminated", 200),
  "operation/unknown": code(213, 14, "the movement has no operation of this sequence number"),
  "operation/state": code(200, 92, "the operation is not in a state that allows this"),
  "operation/reservation-required": code(
    undefined,
    14,
    "what was found differs from what was recorded: terminate with a reservation",
    200,
  ),
  "operation/discrepancy-open": code(undefined, 92, "a discrepancy of the operation is not resolved", 200),
  "operation/not-final": code(undefined, 14, "only the last leg terminates finally, and it does", 200),
  "deadline/not-set": code(undefined, 92, "no time limit was set that could be extended", 200),
  "deadline/extension": code(undefined, 14, "the extension is longer than the regime allows", 300),
  "deadline/over": code(undefined, 92, "the time limit is over", 200),
  "deadline/extended": code(undefined, 92, "the time limit was extended already", 200),

  "seal/known": code(309, 14, "a seal of this number was recorded already"),
  "seal/too-many": code(undefined, 14, "a load carries 20 seals at most: replace one", 200),
  "seal/unknown": code(undefined, 14, "no seal of this number is recorded", 300),
  "seal/other-movement": code(undefined, 14, "the seal is on another movement", 300),
  "seal/state": code(undefined, 92, "the seal is not in a state that allows this", 200),
  "seal/missing": code(undefined, 13, "the regime asks for a seal before the operation starts", 300),
  "seal/navigation-missing": code(
    undefined,
    13,
    "these goods travel under a navigation seal in this territory",
    300,
  ),
  "seal/navigation-undeclared": code(
    undefined,
    13,
    "these goods travel under a navigation seal, and the declaration names none",
    300,
  ),
  "seal/set-differs": code(
    undefined,
    14,
    "the seals found are not those recorded: record what happened to them first",
    200,
  ),

  "seal/not-sound": code(
    undefined,
    92,
    "a seal was broken or tampered with: replace it before the operation starts",
    200,
  ),

  "incident/unknown": code(undefined, 14, "no incident of this number was reported", 300),
  "incident/known": code(undefined, 14, "an incident of this number was reported already", 200),
  "incident/endorsed": code(undefined, 92, "the incident was endorsed already", 200),
  "incident/transshipment-missing": code(
    undefined,
    13,
    "incidents of this kind name the means that the load went to",
    300,
  ),
  "incident/transshipment-forbidden": code(undefined, 15, "incidents of this kind name no other means", 300),
  "incident/equipment-missing": code(
    undefined,
    13,
    "incidents of this kind name the equipment or the seals",
    300,
  ),
  "diversion/unknown": code(undefined, 14, "no diversion of this movement is asked for", 200),
  "diversion/open": code(undefined, 92, "a diversion of this movement is being decided", 200),
  "discrepancy/unknown": code(undefined, 14, "no discrepancy of this operation is open", 300),
  "enquiry/too-early": code(undefined, 92, "the time limit is not past", 200),
  "enquiry/unknown": code(undefined, 92, "no enquiry about this operation is open", 200),
  "recovery/state": code(undefined, 92, "the enquiry or claim is not in a state that allows this", 200),
  "claim/notice-late": code(
    undefined,
    14,
    "non-discharge was not notified within its limit: the association is free",
    200,
  ),
  "claim/notice-early": code(
    undefined,
    92,
    "the load is under way in its time limit: enquire once that is past",
    200,
  ),
  "claim/too-early": code(
    undefined,
    14,
    "the claim comes before the waiting time after notification is over",
    200,
  ),
  "claim/too-late": code(undefined, 14, "the time for a claim against the association is over", 200),
  "claim/discharged": code(
    undefined,
    14,
    "after discharge nothing is claimed, unless the certificate was obtained by fraud",
    200,
  ),
  "claim/above-ceiling": code(undefined, 14, "more is claimed than the guarantee stands for", 300),
  "claim/refund-late": code(undefined, 14, "the time for repayment is over", 200),

  "fallback/no-outage": code(
    undefined,
    14,
    "paper is taken only while the office's system was reported down",
    300,
  ),
  "fallback/unknown": code(undefined, 14, "no fallback of this reference is open", 300),
  "fallback/known": code(undefined, 14, "a fallback of this reference is open already", 200),
  "fallback/captured": code(undefined, 14, "what the paper says is captured already", 200),
  "outage/open": code(undefined, 92, "an outage of the office is open: say first that it is over", 200),
  "outage/none": code(undefined, 92, "the office reported no outage", 200),
  "reconciliation/known": code(undefined, 14, "a reconciliation of this number was asked for already", 200),
  "reconciliation/unknown": code(undefined, 14, "no reconciliation of this number was asked for", 300),
  "query/known": code(undefined, 14, "a request of this number was made already", 200),
  "query/unknown": code(undefined, 14, "no request of this number was made", 300),
} as const satisfies Readonly<Record<string, Code>>;

export type CodeName = keyof typeof CODES;

/** The code of that name; undefined for those of the ledger and of nobody. */
export function codeOf(name: string): Code | undefined {
  return Object.hasOwn(CODES, name) ? CODES[name as CodeName] : undefined;
}
