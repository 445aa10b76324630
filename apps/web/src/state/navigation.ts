import { useMemo, useSyncExternalStore } from "react";
import { decodeState, encodeState, type PageState } from "./url.ts";

const CHANGED = "rahdari:navigated";
const openedAt = new Date();

/** The page's state, read from the address; `go` writes a new entry into the history. */
export function usePageState(): readonly [PageState, (next: PageState) => void] {
  const query = useSyncExternalStore(subscribe, () => window.location.search);
  const state = useMemo(() => decodeState(query, openedAt), [query]);
  return [state, go];
}

function go(next: PageState): void {
  const target = `?${encodeState(next, openedAt)}`;
  if (target === window.location.search) return;
  window.history.pushState(null, "", target);
  window.dispatchEvent(new Event(CHANGED));
}

/** Opens the panel of a crossing from anywhere on the page, or closes it with null. */
export function showCrossing(id: string | null): void {
  go({ ...decodeState(window.location.search, openedAt), crossing: id });
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
