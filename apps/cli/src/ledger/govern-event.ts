import type { Draft, Signer } from "@rahdari/ledger";
import type { Arguments } from "../arguments.ts";
import type { ExitCode, Io } from "../io.ts";
import { EXIT } from "../io.ts";
import type { Place } from "./place.ts";
import { type Speaker, signerOf, speakAs } from "./speaker.ts";
import { type Stated, stateEvent } from "./state-event.ts";
import { statedExit, statedText } from "./stated-text.ts";
import { Trouble } from "./trouble.ts";

/** What an authority states about the ledger itself, worked out once its keys and the members are known. */
export type Governing = (speaker: Speaker) => Promise<{ readonly draft: Draft; readonly signer?: Signer }>;

/**
 * States what governs a ledger as an authority, and tells what became of it. Unlike an office's statements these
 * are not made while the ledger cannot be reached: what they are about may have changed there.
 */
export async function governAs(
  place: Place,
  member: string,
  governing: Governing,
  args: Arguments,
  io: Io,
): Promise<{ readonly code: ExitCode; readonly stated: Stated }> {
  const stated = await speakAs(place, member, io, {}, async (speaker) => {
    if (!speaker.reach) {
      throw new Trouble("node-unreachable", place.origin, speaker.away ?? "cannot be reached", {
        exit: EXIT.unavailable,
        wayOut: "try again when the ledger can be reached; nothing was written",
      });
    }
    const { draft, signer } = await governing(speaker);
    return stateEvent({ ...speaker, draft, signer: signer ?? (await signerOf(speaker)) }, io);
  });
  if (args.flag("json")) io.out(`${JSON.stringify(stated, null, 2)}\n`);
  else io.out(statedText(stated));
  return { code: statedExit(stated), stated };
}
