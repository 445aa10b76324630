import { z } from "zod";
import { toBase64, utf8 } from "../../src/bytes/text.ts";
import { formatEvidence, parseEvidence } from "../../src/cosign/evidence.ts";
import {
  charterLeaf,
  type Entry,
  eventLeaf,
  journalLeaf,
  parseEntry,
  rosterLeaf,
} from "../../src/entry/entry.ts";
import { parseEnvelope } from "../../src/event/envelope.ts";
import { formatOpening, parseOpening } from "../../src/event/opening.ts";
import { formatDiscrepancy, parseDiscrepancy } from "../../src/journal/discrepancy.ts";
import { canonicalBytes, canonicalText, parseCanonical, textOf } from "../../src/json/canonical.ts";
import type { Json } from "../../src/json/json.ts";
import { parseJson } from "../../src/json/parse-json.ts";
import { parseLedgerConfig, parseMemberEntry, parseSealedCharter } from "../../src/node/ledger-config.ts";
import { formatReceipt, parseReceipt, type Receipt } from "../../src/receipt/receipt.ts";
import { type Bundle, formatBundle, parseBundle, verifyBundle } from "../../src/roster/bundle.ts";
import { alike, exact, notForged, stable } from "./forms.ts";
import type { Target } from "./run.ts";
import type { Samples } from "./samples.ts";

function leafOf(entry: Entry): Uint8Array {
  if (entry.type === "charter") return charterLeaf(entry.charter, entry.seals, entry.received);
  if (entry.type === "roster") return rosterLeaf(entry.roster, entry.policy, entry.received);
  if (entry.type === "journal") return journalLeaf(entry.envelope, entry.received);
  return eventLeaf(entry.envelope, entry.outcome, entry.received);
}

export function jsonTargets(samples: Samples): Target[] {
  const { jsons, envelopes, entries, bundles, receipts, configs, discrepancies, evidence } = samples;
  const free = z.custom<Json>(() => true);
  return [
    stable("json", jsons, (bytes) => parseJson(textOf(bytes, "json", 1e6), "json"), canonicalText),
    exact(
      "canonical json",
      samples.entries,
      (bytes) => parseCanonical(bytes, free, "json", 1e6),
      canonicalBytes,
    ),
    exact("envelope", envelopes, parseEnvelope, ({ event, key, signature }) =>
      canonicalBytes({ event, key, sig: toBase64(signature) }),
    ),
    exact("entry", entries, parseEntry, leafOf),
    {
      ...stable("bundle", bundles, parseBundle, ({ roster, leaf, proof, handovers }) =>
        formatBundle(roster, leaf, proof, handovers),
      ),
      check: async (value: Bundle) => {
        await verifyBundle(value);
        return alike(
          parseBundle(utf8(formatBundle(value.roster, value.leaf, value.proof, value.handovers))),
          value,
        );
      },
    },
    {
      ...stable("receipt", receipts, parseReceipt, formatReceipt),
      check: async (value: Receipt) =>
        alike(parseReceipt(utf8(formatReceipt(value))), value) ?? (await notForged(value, samples)),
    },
    stable("ledger config", configs, parseLedgerConfig, (config) => JSON.stringify(config)),
    stable("sealed charter", samples.charters, parseSealedCharter, (charter) => JSON.stringify(charter)),
    stable("member", samples.members, parseMemberEntry, (member) => JSON.stringify(member)),
    stable("opening", samples.openings, parseOpening, formatOpening),
    stable("discrepancy", discrepancies, parseDiscrepancy, formatDiscrepancy),
    exact("evidence", evidence, parseEvidence, formatEvidence),
  ];
}
