import type { GeoPath, GeoProjection } from "d3-geo";
import { memo } from "react";
import { textWidth } from "../chart/labels.ts";
import { useText } from "../i18n/text-context.tsx";
import { type Basemap, type BorderLine, countryLabels } from "./basemap.ts";
import type { Size } from "./svg-projection.ts";
import { type MapName, uncovered } from "./uncovered.ts";

interface SvgBaseProps {
  readonly world: Basemap;
  readonly path: GeoPath;
  readonly projection: GeoProjection;
  readonly size: Size;
  readonly relief: { href: string; x: number; y: number; width: number; height: number };
  /** Room that other names take. */
  readonly taken: readonly MapName[];
}

/** As in map.css. */
const NAME_SIZE = 17;
const LINES: readonly BorderLine[] = ["international", "control", "other"];

/** Land, water, relief and neutral boundaries. */
export const SvgBase = memo(function SvgBase(props: SvgBaseProps) {
  const { world, path, projection, size, relief, taken } = props;
  const { lang } = useText();
  const draw = (layer: { features: readonly GeoJSON.Feature[] }) =>
    path({ type: "FeatureCollection", features: [...layer.features] }) ?? "";
  return (
    <g>
      <defs>
        <pattern id="hatch" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="7" height="7" className="disputed-tone" />
          <rect width="2.600" height="7" className="disputed-hatch" />
        </pattern>
      </defs>
      <path className="land" d={draw(world.countries)} />
      <path className="disputed-tone" d={draw(world.disputed)} />
      <image className="relief" {...relief} preserveAspectRatio="none" />
      <path className="glacier" d={draw(world.glaciers)} />
      <path fill="url(#hatch)" fillOpacity="0.75" d={draw(world.disputed)} />
      <path className="river" d={draw(world.rivers)} />
      <path className="lake" d={draw(world.lakes)} />
      {LINES.map((line) => (
        <path
          key={line}
          className={`boundary boundary-${line}`}
          d={draw({ features: world.borders.features.filter((border) => border.properties.line === line) })}
        />
      ))}
      {uncovered(
        countryLabels(world, lang).flatMap(({ name, lon, lat }) => {
          const [x, y] = projection([lon, lat]) ?? [-1, -1];
          return [{ name, x, y, width: textWidth(name, NAME_SIZE) }];
        }),
        size,
        lang === "ur" ? 2 * NAME_SIZE : NAME_SIZE,
        taken,
      ).map(({ name, x, y }) => (
        <text key={name} className="country-name" x={x} y={y} textAnchor="middle">
          {name}
        </text>
      ))}
    </g>
  );
});
