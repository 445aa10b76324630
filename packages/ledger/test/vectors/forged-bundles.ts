import { rosterLeaf } from "../../src/entry/entry.ts";
import { rosterHash } from "../../src/execute/state.ts";
import type { JsonObject } from "../../src/json/json.ts";
import { policyId } from "../../src/note/policy.ts";
import { formatBundle } from "../../src/roster/bundle.ts";
import { policyNow, type Roster } from "../../src/roster/roster.ts";
import { Pen } from "../support/fixture.ts";
import { charterFor } from "./sample.ts";
import { Sketch } from "./sketch.ts";
import { vectorFile } from "./statements.ts";

/** Bundles that do not hold though hash, proof and signature of each are good, and one that does. */
export async function bundleVectors(): Promise<string> {
  const ledger = (await Sketch.found(charterFor(1, "none"))).with(await new Pen("PK").addOffice("torkham"));
  const forged = Object.entries(rostersOf(ledger.state.roster)).map(async ([name, roster]) => ({
    name,
    bundle: await bundleOf(ledger, roster),
  }));
  const id = "0".repeat(64);
  return vectorFile("Bundles: one that holds, and others that do not though the log has signed them.", {
    holds: [{ name: "as it should be", bundle: await ledger.bundle() }],
    refused: [
      ...(await Promise.all(forged)),
      {
        name: "the id of another policy in the entry",
        bundle: await bundleOf(ledger, ledger.state.roster, id),
      },
      { name: "an entry of another roster", bundle: await mixed(ledger) },
      { name: "an entry 0", bundle: await bundleOf(ledger, ledger.state.roster, undefined, 0) },
      { name: "an entry that is no roster's", bundle: await notOfRoster(ledger) },
    ] as JsonObject[],
  });
}

function rostersOf(roster: Roster): Readonly<Record<string, Roster>> {
  const [root, node, office] = roster.keys;
  const [policy] = roster.policies;
  const keys = (...changed: object[]) => ({ ...roster, keys: changed as unknown as Roster["keys"] });
  const policies = (...texts: (readonly [text: string, from: number])[]) => ({
    ...roster,
    policies: texts.map(([text, from]) => ({ id: policyId(text), text, from })),
  });
  const { text } = policy!;
  return {
    "a key under another's id": keys({ ...root!, id: node!.id }, office!),
    "a key twice": keys(root!, root!),
    "a root with an office": keys({ ...root!, of: "torkham" }),
    "an office without a name": keys({ ...office!, of: null }),
    "a node with a space in its name": keys({ ...node!, of: "pk node" }),
    "a role that there is not": keys({ ...root!, role: "judge" }),
    "a policy under another id": { ...roster, policies: [{ ...policy!, id: policyId("quorum none\n") }] },
    "a policy of another log": policies([text.replace(/log \S+/, ""), 0]),
    "a policy without its last newline": policies([text.slice(0, -1), 0]),
    "policies in another order": policies([text, 1], [text, 0]),
    "no policy": { ...roster, policies: [] },
    "an unknown field": { ...roster, note: "" } as Roster,
    "a member without nextRoot": {
      ...roster,
      members: roster.members.map(({ nextRoot: _, ...rest }) => rest as never),
    },
    "another ledger's log": { ...roster, origin: "rahdari.test/agreement/2" },
  };
}

async function bundleOf(ledger: Sketch, roster: Roster, policy?: string, index?: number): Promise<string> {
  const id = policy ?? (roster.policies.length > 0 ? policyNow(roster).id : "0".repeat(64));
  const forged = ledger.withLeaf(rosterLeaf(rosterHash(roster), id, "2027-01-11T00:00:00.000Z"), index);
  const { entry, proof } = await forged.receipt(index ?? forged.last);
  return compactText(roster, entry, proof);
}

async function mixed(ledger: Sketch): Promise<string> {
  const { entry, proof } = await ledger.receipt(1);
  return compactText(ledger.state.roster, entry, proof);
}

async function notOfRoster(ledger: Sketch): Promise<string> {
  const { entry, proof } = await ledger.receipt(2);
  return compactText(ledger.state.roster, entry, proof);
}

/** Without the white space of a file. */
function compactText(...bundle: Parameters<typeof formatBundle>): string {
  return JSON.stringify(JSON.parse(formatBundle(...bundle)));
}
