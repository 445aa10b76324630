import type { WitnessReply } from "../../src/witness/witness.ts";

type Link = (body: string) => Promise<WitnessReply>;

/** A network between a sequencer and a cosigner that loses, delays, repeats and reorders what it carries. */
export function faultyLink(link: Link, random: () => number): Link {
  const earlier: string[] = [];
  return async (body) => {
    earlier.push(body);
    const fault = random();
    if (fault < 0.15) throw new Error("the request was lost");
    if (fault < 0.5) await pause(random() * 15);
    if (fault < 0.6) await link(earlier[Math.floor(random() * earlier.length)]!);
    if (fault < 0.7) void link(body).catch(() => {});
    const reply = await link(body);
    if (fault > 0.9) throw new Error("the reply was lost");
    return reply;
  };
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
