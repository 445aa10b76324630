import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useState } from "react";
import { flushSync } from "react-dom";
import { loadBasemap } from "../map/basemap.ts";

const preloadMap = () => import("../map/svg-map.tsx");

/** Whether the page is going to paper, and a way to send it there with the plain map fully drawn. */
export function usePrinting(): readonly [printing: boolean, print: () => void] {
  const [printing, setPrinting] = useState(false);
  const client = useQueryClient();
  useEffect(() => {
    const begin = () => flushSync(() => setPrinting(true));
    const end = () => setPrinting(false);
    const media = window.matchMedia("print");
    const follow = () => setPrinting(media.matches);
    window.addEventListener("beforeprint", begin);
    window.addEventListener("afterprint", end);
    media.addEventListener("change", follow);
    return () => {
      window.removeEventListener("beforeprint", begin);
      window.removeEventListener("afterprint", end);
      media.removeEventListener("change", follow);
    };
  }, []);
  const print = useCallback(async () => {
    const world = client.ensureQueryData({
      queryKey: ["basemap"],
      queryFn: ({ signal }) => loadBasemap(signal),
    });
    await Promise.allSettled([preloadMap(), world]);
    setPrinting(true);
    await twoFrames();
    window.print();
    setPrinting(false);
  }, [client]);
  return [printing, () => void print()];
}

function twoFrames(): Promise<void> {
  return new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve())));
}
