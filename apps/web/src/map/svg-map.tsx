import { useQuery } from "@tanstack/react-query";
import { geoMercator, geoPath } from "d3-geo";
import { useMemo } from "react";
import { useText } from "../i18n/text-context.tsx";
import { useNames } from "../ui/names-context.tsx";
import { loadBasemap, RELIEF } from "./basemap.ts";
import type { MapProps } from "./map-props.ts";
import { SvgBase } from "./svg-base.tsx";
import { SvgCrossings, SvgLines, SvgPlaces } from "./svg-scene.tsx";
import { framed, rewound } from "./svg-projection.ts";

const SIZE = { width: 1000, height: 640 } as const;

/** The map as plain SVG: for print, for browsers without WebGL, and for those who want it. */
export function SvgMap({ scene, chosen, onChoose, label }: MapProps) {
  const { t } = useText();
  const names = useNames();
  const base = useQuery({ queryKey: ["basemap"], queryFn: ({ signal }) => loadBasemap(signal), staleTime: Number.POSITIVE_INFINITY });
  const projection = useMemo(() => framed(geoMercator(), scene, chosen, SIZE), [scene, chosen]);
  const path = useMemo(() => geoPath(projection).digits(1), [projection]);
  const world = useMemo(() => (base.data === undefined ? null : rewound(base.data)), [base.data]);
  const [left, top] = projection([RELIEF.west, RELIEF.north]) ?? [0, 0];
  const [right, bottom] = projection([RELIEF.east, RELIEF.south]) ?? [0, 0];
  const relief = { href: RELIEF.url, x: left, y: top, width: right - left, height: bottom - top };
  return (
    <div className="svg-map" dir="ltr">
      <svg viewBox={`0 0 ${SIZE.width} ${SIZE.height}`} role="img" aria-label={label} preserveAspectRatio="xMidYMid slice">
        <rect className="water" width={SIZE.width} height={SIZE.height} />
        {world !== null && <SvgBase world={world} path={path} projection={projection} size={SIZE} relief={relief} />}
        <SvgLines scene={scene} chosen={chosen} path={path} onChoose={onChoose} />
        <SvgCrossings scene={scene} projection={projection} size={SIZE} name={names.crossing} />
        <SvgPlaces scene={scene} chosen={chosen} projection={projection} size={SIZE} />
      </svg>
      {base.isError && <p className="map-word">{t("map.failed")}</p>}
      {base.isPending && <p className="map-word">{t("map.loading")}</p>}
    </div>
  );
}
