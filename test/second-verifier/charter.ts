import { canonicalJson } from "./canonical-json.ts";
import { preAuthenticationEncoding } from "./encoding.ts";
import { demand } from "./refusal.ts";
import * as shape from "./shape.ts";
import { signatureHolds } from "./signature.ts";
import type { Json } from "./strict-json.ts";

const SEALED = "application/vnd.rahdari.charter+json";

const memberShape = shape.object({
  id: shape.memberId,
  kind: shape.oneOf("authority", "cosigner"),
  name: shape.string(100, 1),
  nextRoot: shape.base64Of(32),
  node: shape.nullable(shape.object({ key: shape.publicKey, name: shape.keyName })),
  root: shape.publicKey,
});

/** Neutral cosigners have a node: it is what they are for. */
export function member(value: Json, at: string): shape.Shaped<typeof memberShape> {
  const given = memberShape(value, at);
  demand(given.kind === "authority" || given.node !== null, `${at}: a cosigner has a node`);
  return given;
}

const fields = shape.object({
  agreement: shape.string(200, 1),
  log: shape.publicKey,
  machine: shape.string(60, 1),
  members: shape.list(member, 32, 1),
  origin: shape.origin,
  quorum: shape.oneOf("none", "two-thirds"),
});

export const sealsShape = shape.list(
  shape.object({ member: shape.memberId, key: shape.keyId, sig: shape.base64Of(64) }),
);

export interface Charter extends shape.Shaped<typeof fields> {
  /** Its canonical JSON. */
  readonly sealed: string;
}
type Seals = shape.Shaped<typeof sealsShape>;

export function charterShape(value: Json, at: string): Charter {
  return { ...fields(value, at), sealed: canonicalJson(value) };
}

export function demandGoodCharter(charter: Charter, seals: Seals): void {
  const { members } = charter;
  const nodes = members.flatMap(({ node }) => node ?? []);
  const keys = [charter.log, ...members.map(({ root }) => root), ...nodes.map(({ key }) => key)];
  demandDifferent(keys.map(shape.keyIdOf), "key ids");
  demandDifferent(
    members.map(({ id }) => id),
    "ids of members",
  );
  demandDifferent(
    nodes.map(({ name }) => name),
    "names of nodes",
  );
  demand(
    members.some(({ kind }) => kind === "authority"),
    "charter: no authority",
  );
  demand(charter.quorum === "none" || nodes.length > 0, "charter: nobody cosigns");
  demandSeals(charter, seals);
}

function demandDifferent(values: readonly string[], what: string): void {
  demand(new Set(values).size === values.length, `charter: ${what} not all different`);
}

function demandSeals(charter: Charter, seals: Seals): void {
  const authorities = charter.members.filter(({ kind }) => kind === "authority");
  demand(seals.length === authorities.length, "charter: one seal for each authority");
  const message = preAuthenticationEncoding(SEALED, charter.sealed);
  for (const { id, root } of authorities) {
    const seal = seals.find(({ member }) => member === id);
    demand(seal !== undefined && seal.key === shape.keyIdOf(root), `charter: seal of ${id}`);
    demand(signatureHolds(root, message, seal.sig), `charter: seal of ${id} does not hold`);
  }
}
