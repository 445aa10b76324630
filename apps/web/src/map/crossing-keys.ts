const STEPS: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

/** Marks what opens a crossing on a map: all of one map are a single stop of the Tab key. */
export const CROSSING_MARK = "data-crossing";

/** Arrow keys pass from crossing to crossing of the map that holds the focused one; true when the key was used. */
export function passOnFocus(key: string, from: Element, map: Element | null): boolean {
  const step = STEPS[key];
  if (step === undefined || map === null) return false;
  const all = [...map.querySelectorAll<HTMLElement | SVGElement>(`[${CROSSING_MARK}]`)];
  const next = all[(all.indexOf(from as HTMLElement) + step + all.length) % all.length];
  for (const one of all) one.setAttribute("tabindex", one === next ? "0" : "-1");
  next?.focus({ preventScroll: true });
  return true;
}
