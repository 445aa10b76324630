import { useCallback, useMemo, useSyncExternalStore } from "react";
import { decodeState, encodeState, type PageState } from "./url.ts";

const CHANGED = "rahdari:navigated";
const openedAt = new Date();

/** The page's state, read from the address; `go` writes a new entry into the history. */
export function usePageState(): readonly [PageState, (next: PageState) => void] {
  const query = useSyncExternalStore(subscribe, () => window.location.search);
  const state = useMemo(() => decodeState(query, openedAt), [query]);
  const go = useCallback((next: PageState) => {
    const target = `?${encodeState(next, openedAt)}`;
    if (target === window.location.search) return;
    window.history.pushState(null, "", target);
    window.dispatchEvent(new Event(CHANGED));
  }, []);
  return [state, go];
}

/** Writes the whole state into the address on arrival, so that what is seen can be shared. */
export function completeAddress(): void {
  const state = decodeState(window.location.search, openedAt);
  window.history.replaceState(null, "", `?${encodeState(state, openedAt)}`);
}

/** The form as it would be on a first visit today. */
export function freshState(state: PageState): PageState {
  return { ...decodeState("", openedAt), lang: state.lang, view: state.view, map: state.map };
}

function subscribe(listener: () => void): () => void {
  window.addEventListener("popstate", listener);
  window.addEventListener(CHANGED, listener);
  return () => {
    window.removeEventListener("popstate", listener);
    window.removeEventListener(CHANGED, listener);
  };
}
