import { canonicalJson } from "./canonical-json.ts";
import { leafHash, rootOf } from "./merkle-path.ts";
import { demand } from "./refusal.ts";
import * as shape from "./shape.ts";

const disclosureShape = shape.object({
  index: shape.count,
  name: shape.string(200),
  proof: shape.list(shape.base64Of(32), 32),
  salt: shape.base64Of(16),
  size: shape.count,
  value: shape.anyValue,
});

export const disclosuresShape = shape.list(disclosureShape, 100);
export type Disclosure = shape.Shaped<typeof disclosureShape>;

export function demandDisclosed({ index, name, proof, salt, size, value }: Disclosure, commit: Buffer): void {
  const leaf = leafHash(canonicalJson([name, salt.toString("base64"), value]));
  demand(rootOf(leaf, BigInt(index), BigInt(size), proof).equals(commit), `disclosure: ${name}`);
}
