import "maplibre-gl/dist/maplibre-gl.css";
import { useQuery } from "@tanstack/react-query";
import { Map as GlMap, NavigationControl, setWorkerUrl } from "maplibre-gl";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?url";
import { type RefObject, useEffect, useRef, useState } from "react";
import type { CrossingState } from "../api/contract.ts";
import { type Text, useText } from "../i18n/text-context.tsx";
import { showCrossing } from "../state/navigation.ts";
import { type Names, useNames } from "../ui/names-context.tsx";
import { type Basemap, EXTENT, loadBasemap } from "./basemap.ts";
import { placeCrossings } from "./gl-crossings.ts";
import { hatchImage, SCALE, signImage } from "./gl-images.ts";
import { ABOVE_HATCH, baseStyle } from "./gl-style.ts";
import { addWays, setWays, WAY_LAYERS } from "./gl-ways.ts";
import type { MapProps } from "./map-props.ts";
import { DARK, LIGHT, type Palette } from "./palette.ts";
import { boundsOf, type MapScene } from "./scene.ts";
import { useMedia } from "./use-media.ts";

setWorkerUrl(workerUrl);
const STATES: readonly CrossingState[] = ["open", "shut", "restricted", "unknown"];
const FIT = { padding: 48, maxZoom: 8 } as const;

/** The moving map. Loaded only when it is wanted; tells its parent when it cannot be drawn. */
export function GlMapView({ scene, chosen, onChoose, onFailure, label }: MapProps) {
  const text = useText();
  const names = useNames();
  const box = useRef<HTMLDivElement>(null);
  const palette = useMedia("(prefers-color-scheme: dark)") ? DARK : LIGHT;
  const base = useQuery({
    queryKey: ["basemap"],
    queryFn: ({ signal }) => loadBasemap(signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const map = useGlMap(box, base.data, palette, text, label, onFailure);
  useEffect(() => {
    if (base.isError) onFailure();
  }, [base.isError, onFailure]);
  useEffect(() => {
    if (map !== null) setWays(map, scene, chosen, palette, names);
  }, [map, scene, chosen, palette, names]);
  useFit(map, scene, chosen);
  usePresses(map, onChoose);
  useCrossings(map, scene, chosen, text, names);
  return (
    <div className="gl-map" data-ready={map !== null}>
      <div ref={box} className="gl-canvas" dir="ltr" />
      {map === null && <p className="map-word">{text.t("map.loading")}</p>}
    </div>
  );
}

/** Makes the map once the world is there, and again when language or colours change; null until it is drawn. */
function useGlMap(
  box: RefObject<HTMLDivElement | null>,
  basemap: Basemap | undefined,
  palette: Palette,
  text: Text,
  label: string,
  onFailure: () => void,
): GlMap | null {
  const [map, setMap] = useState<GlMap | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the label alone is no reason to draw the world anew
  useEffect(() => {
    if (box.current === null || basemap === undefined) return;
    try {
      const made = makeMap(box.current, basemap, palette, text, label);
      made.once("load", () => {
        made.addImage("hatch", hatchImage(palette), { pixelRatio: SCALE });
        made.addLayer(
          { id: "hatch", type: "fill", source: "disputed", paint: { "fill-pattern": "hatch" } },
          ABOVE_HATCH,
        );
        for (const state of STATES)
          made.addImage(`sign-${state}`, signImage(state, palette), { pixelRatio: SCALE });
        addWays(made, palette);
        setMap(made);
      });
      made.once("idle", () => box.current?.setAttribute("data-idle", "true"));
      return () => {
        setMap(null);
        made.remove();
      };
    } catch {
      onFailure();
    }
  }, [box, basemap, palette, text, onFailure]);
  return map;
}

function makeMap(
  container: HTMLElement,
  basemap: Basemap,
  palette: Palette,
  text: Text,
  label: string,
): GlMap {
  const { t, lang } = text;
  const [west, south, east, north] = EXTENT;
  const map = new GlMap({
    container,
    style: baseStyle(basemap, palette, lang),
    center: [73, 36],
    zoom: 3.6,
    minZoom: 2,
    maxZoom: 10,
    maxBounds: [
      [west - 10, south - 6],
      [east + 10, north + 4],
    ],
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    fadeDuration: 0,
    cooperativeGestures: false,
    locale: {
      "NavigationControl.ZoomIn": t("map.zoomIn"),
      "NavigationControl.ZoomOut": t("map.zoomOut"),
      "Map.Title": label,
    },
  });
  map.touchZoomRotate.disableRotation();
  map.addControl(
    new NavigationControl({ showCompass: false }),
    text.dir === "rtl" ? "top-left" : "top-right",
  );
  return map;
}

function useFit(map: GlMap | null, scene: MapScene, chosen: string | null): void {
  useEffect(() => {
    const bounds = boundsOf(scene.lines, chosen) ?? boundsOf(scene.lines, null);
    if (map === null || bounds === null) return;
    const [west, south, east, north] = bounds;
    const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    map.fitBounds(
      [
        [west, south],
        [east, north],
      ],
      { ...FIT, animate: !still, duration: 600 },
    );
  }, [map, scene, chosen]);
}

/** A press on a way chooses it. */
function usePresses(map: GlMap | null, onChoose: (option: string) => void): void {
  useEffect(() => {
    if (map === null) return;
    const { unsubscribe } = map.on("click", (event) => {
      const [hit] = map.queryRenderedFeatures(event.point, { layers: [...WAY_LAYERS] });
      if (hit !== undefined) onChoose(String(hit.properties.option));
    });
    return unsubscribe;
  }, [map, onChoose]);
}

function useCrossings(
  map: GlMap | null,
  scene: MapScene,
  chosen: string | null,
  { t }: Text,
  names: Names,
): void {
  useEffect(() => {
    if (map === null) return;
    return placeCrossings(
      map,
      scene,
      chosen,
      ({ id, state }) => `${names.crossing(id)}: ${t(`state.${state}`)}`,
      showCrossing,
    );
  }, [map, scene, chosen, t, names]);
}
