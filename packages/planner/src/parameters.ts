/**
 * The planner's global parameters, one set for all journeys. Each says why it has its value; none is set per
 * place or trip. Estimates are ours unless a source id of data/network/sources.json is named.
 */
export const parameters = {
  /** Days after `ready` up to which draws are followed; a draw not delivered by then counts as not arrived. */
  horizonDays: 180,
  /** Latest `ready` that can be planned, days after `asOf`: calendars and holidays are kept that far. */
  latestReadyDays: 730,

  driving: {
    /**
     * Hours at the wheel in 24 h of a truck with one driver and his helper. 15 is usual on the Afghan road;
     * 11 to 13 would meet the eight days claimed for Karachi - Kashgar (dailytimes-2025-03-27) exactly. From
     * the 9 h of EU and EAEU rules to relays without a night's stop, as TIR trial runs had them. Estimate, set
     * with the documented journeys in view.
     */
    oneDriver: { min: 9, typical: 15, max: 21 },
    /** Two drivers in turn; estimate. */
    twoDrivers: { min: 16, typical: 19, max: 22 },
    /** A stay of at least this many hours at a border is a full rest; the daily rest of AETR is 11, at least 9 h. */
    restingStayHours: 9,
  },

  /**
   * Share of the variance (of normal scores) that legs of one trip have in common. The range of a road's hours
   * is in good part one between trucks: who is slow is slow everywhere. Regime, papers and agent are the same at
   * each border, and who is waved through has relays too. Drawn leg by leg, a sum of many legs would spread too
   * little. Estimates, set with the documented journeys in view.
   */
  carrierShare: { road: 0.5, border: 0.6, crew: 0.6 },

  /**
   * What waits at a border when it opens again, per hour shut, in hours of its ordinary work. At Torkham
   * (1,200 trucks a day, freshplaza-44715b) 6,000 to 7,000 stood after 6 days in February 2023, 4,000 after 9 in
   * September 2023, 3,000 after 11 in January 2024, over 5,000 after 26 in March 2025 (data/network/closures):
   * 0.9, 0.4, 0.2 and 0.2 days of work per day shut, 2.5 to 5.4 days in all. Derived from these, taken for every border.
   */
  backlog: { perHour: 0.3, most: 96 },

  /**
   * Chance that the moon is sighted a day before or after the tabled date of a holiday still ahead. One sighting
   * for all countries in a draw; estimate.
   */
  moon: { early: 0.15, late: 0.15 },

  /**
   * A wait for opening hours of at least this many is told: of an option that it waits, of a way that is none that
   * it is out for it. Holidays stop a border for up to four days; five are a season. Estimate.
   */
  longWaitHours: 120,

  /** Probability below `min` and above `max` of a three-point range (so min = p5, max = p95). */
  rangeTail: 0.05,

  capacityTonnes: {
    /** Pakistan's axle rule since 2019 leaves about 24 t of cargo on an articulated truck (icci-axle-2019). */
    truck: 24,
    /** 40-ft container: payload of 26.5 t by its plate; memory. */
    container: 26.5,
    /** Covered wagon of 1,520 mm gauge: about 60 t; memory. */
    wagon: 60,
  },

  /** Most that one belly flight takes, tonnes: Boeing 737 passenger aircraft on the route; estimate. */
  airTonnes: 8,

  /** Cost of a standing unit in USD a day: a truck at Taftan loses Rs 20,000 (burakbaloch-2025); others estimated. */
  waitingUsdPerDay: {
    road: { low: 50, typical: 70, high: 150 },
    rail: { low: 10, typical: 25, high: 60 },
    sea: { low: 20, typical: 60, high: 120 },
    air: { low: 50, typical: 100, high: 200 },
  },

  /** Where a price has no printed range: shares of the typical price; estimate. */
  priceSpread: { low: 0.8, high: 1.4 },
  /** Share on top of a road or rail price for a reefer; estimate. */
  reeferPriceShare: 0.2,
  /** Price where a link has none, USD per km for one unit; estimates of the order of the priced links. */
  fallbackUsdPerKm: { road: 1.1, rail: 1.0, sea: 0.08, air: 20 },

  /**
   * Greenhouse gas intensity, well to wheel, g CO2e per tonne-kilometre, for ISO 14083 transport chains.
   * Names and orders of magnitude of the GLEC Framework v3 defaults; values from memory, so estimates.
   */
  emissions: {
    road: { name: "articulated truck up to 40 t, diesel, average load", gPerTkm: 80 },
    rail: { name: "freight train, mixed diesel and electric traction", gPerTkm: 24 },
    sea: { name: "container ship, intra-Asia trade", gPerTkm: 12 },
    air: { name: "belly freight, medium haul", gPerTkm: 1000 },
    /** Cooling unit of a reefer: share on top. */
    reeferShare: 0.18,
  },

  search: {
    epsilon: 0.02,
    /** Ways kept from the search for simulation, besides one for each mode and end border that they leave out. */
    candidates: 11,
    /**
     * Hours that luck on a road is taken to hold in the search, about a day's drive: a road has the variance of its
     * range at this length, and in proportion to its hours at another. So a road drawn in ten pieces is no more
     * reliable than in one. What the carrier has in common on all legs falls on every way by its hours, which are a
     * criterion already. Estimate.
     */
    roadLuckHours: 24,
    /** Ways with the same crossings are told apart only if the cheaper saves this share of the price. */
    worthCheaper: 0.05,
    /** Options shown. */
    shown: 10,
    /**
     * An option with this many times the hours and the price of another is shown only if it is the best of all at
     * something paid for: fewer handovers do not carry it further. A swap or reload typically takes 6 to 24 hours and
     * USD 150 to 400 in the data; on a short trip of three days and USD 3,000 this grants a day and a half and
     * USD 1,500 for one. Estimate.
     */
    farBehind: 1.5,
    /**
     * What keeps a border, road or flight out is told where a way through it would take, without waiting, at most
     * this many times the hours of the fastest option: one further round would not be chosen were it open. Estimate.
     */
    worthTelling: 1.5,
    /** A way more than this many times as long as the fastest is not worth simulating: the sea from Lahore takes seven. */
    slowest: 10,
    maxLabels: 60_000,
  },

  /** First day of the closure records: before it nothing was collected. */
  recordsFrom: "2016-01-01",
} as const;
