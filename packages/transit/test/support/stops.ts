import type { JsonObject } from "@rahdari/ledger";
import { expect } from "vitest";
import { type Movement, referenceOf } from "../../src/index.ts";
import { CARNET, DECLARED, M1 } from "./refusals.ts";
import { Stage } from "./stage.ts";

// A load that is taken in at two offices of one country, and what is said of it.

export const LEGS = {
  KARACHI: { territory: "PK", from: "PK/karachi", to: "PK/lahore" },
  LAHORE: { territory: "PK", from: "PK/lahore", to: "PK/torkham-pk" },
  AF: { territory: "AF", from: "AF/torkham-af", to: "AF/hairatan" },
  UZ: { territory: "UZ", from: "UZ/ayritom", to: "UZ/tashkent" },
};

export const start = (n: number, more: JsonObject = {}) => ({
  ...M1,
  operation: `O-${n}`,
  sequence: n,
  seals: ["K1"],
  liability: 100,
  until: null,
  ...more,
});
export const end = (n: number, more: JsonObject = {}) => ({
  ...M1,
  sequence: n,
  seals: ["K1"],
  final: false,
  reservation: null,
  ...more,
});

type Begun = {
  readonly legs?: JsonObject[];
  readonly further?: JsonObject[];
  readonly guarantee?: JsonObject;
};

/** M1, sealed with K1 and released at Karachi on 1 February 2027. */
export function begun({
  legs = [LEGS.KARACHI, LEGS.LAHORE, LEGS.AF],
  further = [{ office: "PK/lahore", role: "departure" }],
  guarantee = {},
}: Begun = {}): Talk {
  const talk = new Talk(new Stage());
  const own = (kind: string, body: JsonObject) => talk.done("2027-02-01 05:00", "PK/karachi", kind, body);
  own("guarantor.authorise", { guarantor: "PK-PNC-ICC" });
  own("holder.authorise", { holder: "PAK/041/123" });
  const territories = ["PK", "AF", "UZ", "CN", "EAEU"];
  own("guarantee.register", { ...CARNET, guarantee: "G1", territories, ...guarantee });
  own("declaration.lodge", { ...DECLARED, ...M1, guarantee: "G1", legs, furtherOffices: further });
  own("guarantee.accept", { ...M1, guarantee: "G1" });
  own("declaration.accept", { ...M1, reference: referenceOf("PK", Date.parse("2027-02-01"), "9") });
  own("seal.affix", { ...M1, seal: "K1", type: "customs" });
  own("release.grant", M1);
  return talk;
}

export class Talk {
  readonly stage: Stage;

  constructor(stage: Stage) {
    this.stage = stage;
  }

  /** The code of the refusal; undefined where it was accepted. */
  say(at: string, by: string, kind: string, body: JsonObject): string | undefined {
    return this.stage.say(at, by, kind, body)?.code;
  }

  /** What has to be accepted. */
  done(at: string, by: string, kind: string, body: JsonObject): void {
    expect(this.stage.say(at, by, kind, body), `${kind} by ${by}`).toBeUndefined();
  }

  get movement(): Movement {
    return this.stage.state.movements.get("M1") as Movement;
  }

  guarantee(id = "G1") {
    return this.stage.state.guarantees.get(id);
  }
}
