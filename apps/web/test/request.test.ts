import { PlanRequest } from "@rahdari/planner";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { defaultForm } from "../src/state/form.ts";
import { offsetMinutes, whenInstant, zonedInstant, zonedIso } from "../src/state/instant.ts";
import { fieldAt, formFaults, readNumber, toRequest } from "../src/state/request.ts";

const FORM = defaultForm(new Date(2026, 10, 24));
const zoneOf = (place: string) => ({ lahore: "Asia/Karachi", almaty: "Asia/Almaty" })[place];

describe("toRequest", () => {
  it("makes a request that the planner's own schema takes", () => {
    const full = {
      ...FORM,
      valueUsd: "18 000",
      reefer: true,
      excludeCountries: ["IR"],
      excludeModes: ["air" as const],
      via: ["kashgar"],
      asOf: "2026-11-01",
    };
    const parsed = PlanRequest.safeParse(toRequest(full, zoneOf));
    expect(parsed.error?.issues ?? []).toEqual([]);
    expect(parsed.data).toMatchObject({
      from: "lahore",
      goods: { hs: "080521", tonnes: 20, valueUsd: 18_000, reefer: true },
      via: ["kashgar"],
    });
  });

  it("sends 08:00 as a bare date and any other hour with the offset of its place", () => {
    expect(toRequest(FORM, zoneOf)).toMatchObject({ ready: "2026-11-30", deadline: "2026-12-21" });
    const later = toRequest({ ...FORM, ready: "2026-11-30T14:30" }, zoneOf);
    expect(later.ready).toBe("2026-11-30T14:30:00+05:00");
    expect(PlanRequest.safeParse(later).success).toBe(true);
  });

  it("leaves out what is empty", () => {
    const bare = toRequest(
      { ...FORM, deadline: "", hs: "", driver: "", registration: "", draws: "", seed: "" },
      zoneOf,
    );
    expect(Object.keys(bare)).not.toEqual(
      expect.arrayContaining(["deadline", "driver", "registration", "draws", "seed"]),
    );
    expect(bare.goods).not.toHaveProperty("hs");
  });
});

describe("formFaults", () => {
  it("finds nothing wrong with the default", () => expect(formFaults(FORM)).toEqual({}));

  it("names each faulty field", () => {
    const faulty = {
      ...FORM,
      from: " ",
      tonnes: "much",
      hs: "12345",
      deadline: "2026-11-01T08:00",
      driver: "Pakistan",
      valueUsd: "-1",
    };
    expect(formFaults(faulty)).toEqual({
      from: "required",
      tonnes: "number",
      hs: "hs",
      deadline: "order",
      driver: "country",
      valueUsd: "positive",
    });
  });
});

describe("readNumber", () => {
  it.each([
    ["20", 20],
    ["20,5", 20.5],
    [" 1 000 ", 1000],
    ["۲۰", 20],
    ["٢٠٫٥", 20.5],
  ])("reads %s", (text, value) => {
    expect(readNumber(text)).toBe(value);
  });

  it.each(["", "20t", "1e3", "--1", "1.2.3"])("refuses %s", (text) => expect(readNumber(text)).toBeNaN());
});

describe("fieldAt", () => {
  it("knows the field behind a pointer, in lists too", () => {
    expect([
      fieldAt("/goods/tonnes"),
      fieldAt("#/from"),
      fieldAt("/exclude/countries/2"),
      fieldAt("/nothing"),
    ]).toEqual(["tonnes", "from", "excludeCountries", null]);
  });
});

describe("instants", () => {
  it("know the offsets of the corridor", () => {
    const winter = new Date("2027-01-11T00:00:00Z");
    expect(
      ["Asia/Karachi", "Asia/Kabul", "Asia/Shanghai", "Asia/Bishkek"].map((zone) =>
        offsetMinutes(winter, zone),
      ),
    ).toEqual([300, 270, 480, 360]);
  });

  it("go to wall time and back", () => {
    const zones = fc.constantFrom("Asia/Karachi", "Asia/Kabul", "Asia/Shanghai", "Europe/Istanbul", "UTC");
    const hours = fc.integer({ min: 0, max: 24 * 4000 });
    fc.assert(
      fc.property(hours, zones, (n, zone) => {
        const local = new Date(Date.UTC(2020, 0, 1, n)).toISOString().slice(0, 16);
        const instant = zonedInstant(local, zone);
        expect(new Date(zonedIso(local, zone)).getTime()).toBe(instant.getTime());
        expect(instant.getTime() + offsetMinutes(instant, zone) * 60_000).toBe(Date.parse(`${local}:00Z`));
      }),
    );
  });

  it("read a bare date as 08:00 at the place", () => {
    expect(whenInstant("2027-01-11", "Asia/Karachi").toISOString()).toBe("2027-01-11T03:00:00.000Z");
  });
});
