/**
 * Rules for the countries that `date-holidays` does not cover, and what it lacks on the others. From general
 * knowledge of the labour codes: the tables are marked as estimated in the data.
 */

/** Civil day and month, or the day of an Islamic month (Umm al-Qura calendar) with its length in days. */
export type OwnRule = {
  readonly key: string;
  readonly name: string;
  readonly civil?: string;
  readonly hijri?: { readonly month: number; readonly day: number; readonly days: number };
  readonly since?: number;
  readonly until?: number;
};

const eidAlFitr = (days: number, name = "Eid al-Fitr"): OwnRule => ({
  key: "eid-al-fitr",
  name,
  hijri: { month: 10, day: 1, days },
});
const eidAlAdha = (days: number, name = "Eid al-Adha"): OwnRule => ({
  key: "eid-al-adha",
  name,
  hijri: { month: 12, day: 10, days },
});
const civil = (
  key: string,
  name: string,
  day: string,
  years: Pick<OwnRule, "since" | "until"> = {},
): OwnRule => ({
  key,
  name,
  civil: day,
  ...years,
});

/** Kyrgyzstan's Labour Code of 2025 keeps these as holidays on which people work. */
const WORKED_SINCE_2025 = { until: 2024 };

export const ownRules: Readonly<Record<string, readonly OwnRule[]>> = {
  AF: [
    civil("soviet-withdrawal-day", "Soviet Withdrawal Day", "02-15"),
    civil("nowruz", "Nowruz", "03-21", { until: 2021 }),
    civil("mujahideen-victory-day", "Mujahideen Victory Day", "04-28"),
    civil("labour-day", "Labour Day", "05-01", { until: 2021 }),
    civil("victory-day", "Victory Day (15 August)", "08-15", { since: 2022 }),
    civil("independence-day", "Independence Day", "08-19"),
    eidAlFitr(3),
    { key: "arafah", name: "Day of Arafah", hijri: { month: 12, day: 9, days: 1 } },
    eidAlAdha(3),
    { key: "ashura", name: "Ashura", hijri: { month: 1, day: 10, days: 1 } },
    { key: "mawlid", name: "Mawlid", hijri: { month: 3, day: 12, days: 1 } },
  ],
  KG: [
    civil("new-year", "New Year's Day", "01-01"),
    ...["01-02", "01-03", "01-04", "01-05", "01-06"].map((day) =>
      civil("new-year-holidays", "New Year holidays", day, { since: 2026 }),
    ),
    civil("orthodox-christmas", "Orthodox Christmas", "01-07"),
    civil("defender-day", "Defender of the Fatherland Day", "02-23", WORKED_SINCE_2025),
    civil("womens-day", "International Women's Day", "03-08"),
    civil("nooruz", "Nooruz", "03-21"),
    civil("april-revolution-day", "Day of the People's April Revolution", "04-07", WORKED_SINCE_2025),
    civil("labour-day", "Labour Day", "05-01"),
    ...["05-02", "05-03", "05-04", "05-06", "05-07", "05-08"].map((day) =>
      civil("may-holidays", "May holidays", day, { since: 2025 }),
    ),
    civil("constitution-day", "Constitution Day", "05-05"),
    civil("victory-day", "Victory Day", "05-09"),
    civil("independence-day", "Independence Day", "08-31"),
    civil("history-days", "Days of History and Memory of Ancestors", "11-07", WORKED_SINCE_2025),
    civil("history-days", "Days of History and Memory of Ancestors", "11-08", WORKED_SINCE_2025),
    eidAlFitr(1, "Orozo Ait"),
    eidAlAdha(1, "Kurman Ait"),
  ],
  TJ: [
    civil("new-year", "New Year's Day", "01-01"),
    civil("mothers-day", "Mother's Day", "03-08"),
    ...["03-21", "03-22", "03-23", "03-24"].map((day) => civil("navruz", "Navruz", day)),
    civil("victory-day", "Victory Day", "05-09"),
    civil("unity-day", "National Unity Day", "06-27"),
    civil("independence-day", "Independence Day", "09-09"),
    civil("constitution-day", "Constitution Day", "11-06"),
    eidAlFitr(1, "Idi Ramazon"),
    eidAlAdha(1, "Idi Qurbon"),
  ],
  TM: [
    civil("new-year", "New Year's Day", "01-01"),
    civil("womens-day", "International Women's Day", "03-08"),
    civil("nowruz", "National Spring Festival", "03-21"),
    civil("nowruz", "National Spring Festival", "03-22"),
    civil("constitution-day", "Constitution and Flag Day", "05-18"),
    civil("independence-day", "Independence Day", "09-27"),
    civil("remembrance-day", "Day of Remembrance", "10-06"),
    civil("neutrality-day", "Neutrality Day", "12-12"),
    eidAlFitr(1, "Oraza Bayramy"),
    eidAlAdha(3, "Gurban Bayramy"),
  ],
};

/** Days that the library lists but that were or are not free: key -> first year in which they are, or never. */
export const corrections: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  PK: { "youm-e-takbeer": 2024, "iqbal-day": 2022 },
  AE: { "first-day-of-ramadan": Number.POSITIVE_INFINITY, "laylat-al-miraj": Number.POSITIVE_INFINITY },
  CN: {
    "international-womens-day": Number.POSITIVE_INFINITY,
    "youth-day": Number.POSITIVE_INFINITY,
    "childrens-day": Number.POSITIVE_INFINITY,
    "army-day": Number.POSITIVE_INFINITY,
  },
};

/**
 * Leave spans that the State Council ordered for each year, first and last day. The statutory days inside
 * keep their own key; the days moved in from weekends get `-leave`, because border posts stay open on them.
 */
export const chineseLeave: readonly (readonly [key: string, from: string, to: string])[] = [
  ["spring-festival", "2018-02-15", "2018-02-21"],
  ["national-day", "2018-10-01", "2018-10-07"],
  ["spring-festival", "2019-02-04", "2019-02-10"],
  ["national-day", "2019-10-01", "2019-10-07"],
  ["spring-festival", "2020-01-24", "2020-02-02"],
  ["national-day", "2020-10-01", "2020-10-08"],
  ["spring-festival", "2021-02-11", "2021-02-17"],
  ["national-day", "2021-10-01", "2021-10-07"],
  ["spring-festival", "2022-01-31", "2022-02-06"],
  ["national-day", "2022-10-01", "2022-10-07"],
  ["spring-festival", "2023-01-21", "2023-01-27"],
  ["national-day", "2023-09-29", "2023-10-06"],
  ["spring-festival", "2024-02-10", "2024-02-17"],
  ["national-day", "2024-10-01", "2024-10-07"],
  ["spring-festival", "2025-01-28", "2025-02-04"],
  ["national-day", "2025-10-01", "2025-10-08"],
  ["spring-festival", "2026-02-15", "2026-02-23"],
  ["national-day", "2026-10-01", "2026-10-07"],
];
