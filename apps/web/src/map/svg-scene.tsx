import type { GeoPath, GeoProjection } from "d3-geo";
import { placeLabels } from "../chart/labels.ts";
import { useText } from "../i18n/text-context.tsx";
import { brief } from "../ui/brief.ts";
import { WAY_COLOURS } from "../ui/letter.tsx";
import { labelledPlaces } from "./labelled-places.ts";
import type { MapLine, MapScene } from "./scene.ts";
import { SIGN_PATHS } from "./signs.ts";
import type { Size } from "./svg-projection.ts";

interface SvgLinesProps {
  readonly scene: MapScene;
  readonly chosen: string | null;
  readonly path: GeoPath;
  readonly onChoose: (option: string) => void;
}

/** Lines of the ways, the chosen one last, thick and with a casing. */
export function SvgLines({ scene, chosen, path, onChoose }: SvgLinesProps) {
  const others = scene.lines.filter((line) => line.option !== chosen);
  const own = scene.lines.filter((line) => line.option === chosen);
  const d = (line: MapLine) =>
    path({
      type: "MultiLineString",
      coordinates: line.coordinates.map((part) => part.map(([lon, lat]) => [lon, lat])),
    }) ?? "";
  const stroke = (line: MapLine) => `var(--way-${line.index % WAY_COLOURS})`;
  return (
    <g fill="none">
      {others.map((line) => (
        // biome-ignore lint/a11y/noStaticElementInteractions: a shortcut for the mouse; cards and table choose by keyboard
        <path
          key={`${line.option}-${line.leg}`}
          className={`way way-${line.basis}`}
          d={d(line)}
          stroke={stroke(line)}
          onClick={() => onChoose(line.option)}
        />
      ))}
      {own.map((line) => (
        <path key={`casing-${line.leg}`} className="way-casing" d={d(line)} />
      ))}
      {own.map((line) => (
        <path
          key={line.leg}
          className={`way way-chosen way-${line.basis}`}
          d={d(line)}
          stroke={stroke(line)}
        />
      ))}
    </g>
  );
}

interface SvgCrossingsProps {
  readonly scene: MapScene;
  readonly projection: GeoProjection;
  readonly size: Size;
  readonly name: (id: string) => string;
}

export function SvgCrossings({ scene, projection, size, name }: SvgCrossingsProps) {
  const { t } = useText();
  return scene.crossings.map((crossing) => {
    const [x, y] = projection([crossing.lon, crossing.lat]) ?? [-1, -1];
    if (x < 0 || y < 0 || x > size.width || y > size.height) return null;
    const { shape, glyph } = SIGN_PATHS[crossing.state];
    return (
      <g
        key={crossing.id}
        className={`sign sign-${crossing.state}`}
        transform={`translate(${x - 8} ${y - 8})`}
      >
        <title>{`${name(crossing.id)}: ${t(`state.${crossing.state}`)}`}</title>
        <path className="sign-shape" d={shape} />
        <path className="sign-glyph" d={glyph} />
      </g>
    );
  });
}

/** Names of places on the chosen way, where they do not cover each other. */
export function SvgPlaces({
  scene,
  chosen,
  projection,
  size,
}: {
  scene: MapScene;
  chosen: string | null;
  projection: GeoProjection;
  size: Size;
}) {
  const { placeName } = useText();
  const shown = labelledPlaces(scene, chosen).map((place) => {
    const [x, y] = projection([place.lon, place.lat]) ?? [-1, -1];
    return { id: place.id, name: brief(placeName(place)), x, y };
  });
  const kept: { x: number; y: number; width: number }[] = [];
  return shown.map((place) => {
    const width = [...place.name].length * 9 + 12;
    const covered = kept.some(
      (other) =>
        Math.abs(other.y - place.y) < 17 && place.x < other.x + other.width && other.x < place.x + width,
    );
    const outside = place.x < 0 || place.y < 0 || place.x > size.width || place.y > size.height;
    if (covered || outside) return null;
    kept.push({ x: place.x, y: place.y, width });
    const fits = placeLabels([{ x: place.x + width / 2, width }], 0, size.width, 1)?.[0];
    const end = fits !== undefined && fits.left < place.x - 1;
    return (
      <g key={place.id} className="place">
        <circle cx={place.x} cy={place.y} r="3.500" />
        <text x={end ? place.x - 8 : place.x + 8} y={place.y - 6} textAnchor={end ? "end" : "start"}>
          {place.name}
        </text>
      </g>
    );
  });
}
