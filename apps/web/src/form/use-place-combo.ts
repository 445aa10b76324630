import { type ComponentType, useEffect, useLayoutEffect, useRef, useState } from "react";
import type { PlaceInputProps } from "./place-parts.tsx";

type Combo = ComponentType<PlaceInputProps>;

/** Signs that someone is there who may want to name a place. */
const TOUCHES = ["pointerdown", "keydown", "focusin"] as const;
let come: Combo | null = null;

/**
 * The field with its list, null until it has come: with the library behind it, it weighs a sixth of the first load
 * and is not needed to read an answer. Where it does not come, the next touch asks again.
 */
export function usePlaceCombo(): Combo | null {
  const [combo, setCombo] = useState<Combo | null>(() => come);
  useEffect(() => {
    if (combo !== null) return;
    const stop = new AbortController();
    const wake = () => {
      import("./place-combo.tsx").then(
        ({ PlaceCombo }) => {
          come = PlaceCombo;
          if (!stop.signal.aborted) setCombo(() => PlaceCombo);
        },
        () => undefined,
      );
    };
    for (const touch of TOUCHES) window.addEventListener(touch, wake, { signal: stop.signal });
    return () => stop.abort();
  }, [combo]);
  return combo;
}

/** Where the caret is in the field that gives way, told by it; the field that takes its place has it there again. */
export function useFocusKept(id: string, swapped: boolean): (input: HTMLInputElement | null) => void {
  const caret = useRef<readonly [start: number | null, end: number | null] | null>(null);
  useLayoutEffect(() => {
    if (!swapped || caret.current === null) return;
    const [start, end] = caret.current;
    caret.current = null;
    const input = document.getElementById(id);
    if (!(input instanceof HTMLInputElement)) return;
    input.focus();
    input.setSelectionRange(start, end);
  }, [id, swapped]);
  return (input) => {
    caret.current = input === null ? null : [input.selectionStart, input.selectionEnd];
  };
}
