import { useQuery } from "@tanstack/react-query";
import { geoMercator, geoPath } from "d3-geo";
import { type RefObject, useEffect, useMemo, useRef, useState } from "react";
import { useText } from "../i18n/text-context.tsx";
import { useNames } from "../ui/names-context.tsx";
import { loadBasemap, RELIEF } from "./basemap.ts";
import type { MapProps } from "./map-props.ts";
import { roomOf } from "./place-names.ts";
import { SvgBase } from "./svg-base.tsx";
import { framed, rewound, type Size } from "./svg-projection.ts";
import { SvgCrossings, SvgLines, SvgPlaces, useNamedPlaces } from "./svg-scene.tsx";

/** The picture on paper; on the screen it is as large as its frame, so that names keep their size. */
const PAPER: Size = { width: 1000, height: 450 };

/** The map as plain SVG: for print, for browsers without WebGL, and for those who want it. */
export function SvgMap({ scene, chosen, onChoose, label, paper }: MapProps) {
  const { t } = useText();
  const names = useNames();
  const base = useQuery({
    queryKey: ["basemap"],
    queryFn: ({ signal }) => loadBasemap(signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const [frame, own] = useFrame();
  const size = paper ? PAPER : own;
  const projection = useMemo(() => framed(geoMercator(), scene, chosen, size), [scene, chosen, size]);
  const path = useMemo(() => geoPath(projection).digits(1), [projection]);
  const places = useNamedPlaces(scene, chosen, projection, size);
  const taken = useMemo(() => roomOf(places), [places]);
  const world = useMemo(() => (base.data === undefined ? null : rewound(base.data)), [base.data]);
  const [left, top] = projection([RELIEF.west, RELIEF.north]) ?? [0, 0];
  const [right, bottom] = projection([RELIEF.east, RELIEF.south]) ?? [0, 0];
  const relief = { href: RELIEF.url, x: left, y: top, width: right - left, height: bottom - top };
  return (
    <div ref={frame} className="svg-map" dir="ltr">
      {/* biome-ignore lint/a11y/useSemanticElements: a drawing whose parts can be pressed, no fields of a form */}
      <svg
        viewBox={`0 0 ${size.width} ${size.height}`}
        role="group"
        aria-label={label}
        preserveAspectRatio="xMidYMid meet"
      >
        <rect className="water" width={size.width} height={size.height} />
        {world !== null && (
          <SvgBase
            world={world}
            path={path}
            projection={projection}
            size={size}
            relief={relief}
            taken={taken}
          />
        )}
        <SvgLines scene={scene} chosen={chosen} path={path} onChoose={onChoose} />
        <SvgCrossings
          scene={scene}
          chosen={chosen}
          projection={projection}
          size={size}
          name={names.crossing}
        />
        <SvgPlaces places={places} />
      </svg>
      {base.isError && <p className="map-word">{t("map.failed")}</p>}
      {base.isPending && <p className="map-word">{t("map.loading")}</p>}
    </div>
  );
}

/** The frame's size in pixels, followed as it changes. */
function useFrame(): readonly [RefObject<HTMLDivElement | null>, Size] {
  const ref = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState(PAPER);
  useEffect(() => {
    const element = ref.current;
    if (element === null) return;
    const observer = new ResizeObserver(() => {
      const { clientWidth: width, clientHeight: height } = element;
      if (width > 0 && height > 0) setSize({ width, height });
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [ref, size];
}
