import type { CrossingState } from "../api/contract.ts";

/** Outlines on a 16 x 16 field, used alike on the moving map, on the plain map and in the text. */
export const SIGN_PATHS: Readonly<Record<CrossingState, { shape: string; glyph: string }>> = {
  open: { shape: "M8 2a6 6 0 1 1 0 12a6 6 0 1 1 0-12z", glyph: "M5.2 8.200l2 2 3.600-4.200" },
  shut: { shape: "M2.500 2.500h11v11h-11z", glyph: "M5.200 5.200l5.600 5.600M10.800 5.200l-5.600 5.600" },
  restricted: { shape: "M8 1.400L14.600 8L8 14.600L1.400 8z", glyph: "M8 4.800v4M8 10.600v.8" },
  unknown: { shape: "M8 1.600l6.600 12H1.400z", glyph: "M8 6v3.600M8 11.200v.8" },
};
