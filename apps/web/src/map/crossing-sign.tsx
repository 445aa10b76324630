import type { CrossingState } from "../api/contract.ts";
import { SIGN_PATHS } from "./signs.ts";

/** The mark of a crossing's state: shape and colour both tell it. */
export function CrossingSign({ state }: { state: CrossingState }) {
  const { shape, glyph } = SIGN_PATHS[state];
  return (
    <svg className={`sign sign-${state}`} viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      <path className="sign-shape" d={shape} />
      <path className="sign-glyph" d={glyph} />
    </svg>
  );
}
