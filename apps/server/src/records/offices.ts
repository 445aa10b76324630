import { ExchangeError, type OfficeOf } from "@rahdari/exchange";
import type { Network } from "@rahdari/network";

/** Customs offices as formats of others name them. */
export type Offices = {
  readonly all: readonly OfficeOf[];
  /** Throws ExchangeError `lacking` for one that is no place of the network. */
  readonly officeOf: (name: string) => OfficeOf;
};

/** Offices are named as the places of the network: "PK/torkham-pk". */
export function officesOf({ places }: Network): Offices {
  const all = [...places.values()].map(
    ({ id, name, country, unlocode, zone, lat, lon }): OfficeOf => ({
      name: `${country}/${id}`,
      country,
      title: name,
      locode: unlocode ?? null,
      zone,
      latitude: lat,
      longitude: lon,
    }),
  );
  const byName = new Map(all.map((office) => [office.name, office]));
  const officeOf = (name: string) => {
    const office = byName.get(name);
    if (office) return office;
    throw new ExchangeError({
      code: "lacking",
      format: null,
      what: `where ${name} is`,
      remedy: "name offices as the places of the network, or add the place with rahdari's --data",
    });
  };
  return { all, officeOf };
}
