import { fromBase45, toBase45 } from "../../src/bytes/base45.ts";
import { utf8 } from "../../src/bytes/text.ts";
import { formatBundle as formatTile, parseBundle as parseTile } from "../../src/log/bundle-tile.ts";
import { checkpointText, formatCheckpoint, parseCheckpoint } from "../../src/note/checkpoint.ts";
import { verifyCosignature } from "../../src/note/cosignature.ts";
import { formatNote, formatSignatureLine, parseNote, parseSignatureLine } from "../../src/note/note.ts";
import { isQuorum, parsePolicy } from "../../src/note/policy.ts";
import { formatProof, parseProof } from "../../src/note/proof.ts";
import { formatVkey, parseVkey } from "../../src/note/vkey.ts";
import { leastOf } from "../../src/receipt/verify-checkpoint.ts";
import { parseTilePath, tilePath } from "../../src/tree/tile.ts";
import { formatAddCheckpoint, parseAddCheckpoint } from "../../src/witness/request.ts";
import { verifyTicket } from "../../src/witness/ticket.ts";
import { alike, exact, same, stable, textIn } from "./forms.ts";
import type { Target } from "./run.ts";
import type { Samples } from "./samples.ts";

export function textTargets(samples: Samples): Target[] {
  const { notes, vkeys, lines, policies, proofs, requests, checkpoints, tickets } = samples;
  return [
    exact("note", notes, parseNote, formatNote),
    exact("vkey", vkeys, (bytes) => parseVkey(textIn(bytes)), formatVkey),
    exact(
      "signature line",
      lines,
      (bytes) => parseSignatureLine(textIn(bytes), ""),
      (line) => formatSignatureLine(line).slice(0, -1),
    ),
    {
      ...exact("checkpoint", checkpoints, parseCheckpoint, formatCheckpoint),
      check: (value: ReturnType<typeof parseCheckpoint>, bytes: Uint8Array) =>
        same(formatCheckpoint(value), bytes) ?? same(checkpointText(value), utf8(value.note.text)),
    },
    {
      name: "cosignature",
      samples: checkpoints,
      parse: async (bytes) => {
        const note = parseNote(bytes);
        return Promise.all(samples.nodeKeys.map((key) => verifyCosignature(note, key)));
      },
      check: (found: unknown[]) => (found.length === samples.nodeKeys.length ? undefined : "no verdict"),
    },
    {
      name: "policy",
      samples: policies,
      parse: parsePolicy,
      check: ({ quorum, witnesses }: ReturnType<typeof parsePolicy>) => {
        const all = isQuorum(quorum, new Set(witnesses.map(({ name }) => name)));
        if (!all) return "all witnesses together are no quorum";
        return isQuorum(quorum, new Set()) && leastOf(quorum) > 0 ? "nobody is a quorum" : undefined;
      },
    },
    {
      ...stable("proof", proofs, parseProof, formatProof),
      check: (value: ReturnType<typeof parseProof>, bytes: Uint8Array) =>
        textIn(bytes).includes("\nextra ")
          ? alike(parseProof(formatProof(value)), value)
          : same(formatProof(value), bytes),
    },
    exact("add-checkpoint", requests, parseAddCheckpoint, formatAddCheckpoint),
    {
      name: "ticket",
      samples: tickets,
      parse: (bytes) => verifyTicket(textIn(bytes), samples.bundle.roster),
      check: ({ members }: Awaited<ReturnType<typeof verifyTicket>>, bytes: Uint8Array) =>
        members.length === 0 || tickets.some((ticket) => parseNote(ticket).text === parseNote(bytes).text)
          ? undefined
          : "a forged ticket",
    },
    exact("tile path", samples.paths, (bytes) => parseTilePath(textIn(bytes)), tilePath),
    exact("base 45", samples.base45, (bytes) => fromBase45(textIn(bytes)), toBase45),
    {
      name: "bundle of entries",
      samples: samples.tiles,
      parse: (bytes) => parseTile(bytes, 4, "tile").map((entry) => entry.bytes),
      check: (entries: Uint8Array[], bytes: Uint8Array) => {
        const own = formatTile(entries);
        return same(own, bytes.subarray(0, own.length));
      },
    },
  ];
}
