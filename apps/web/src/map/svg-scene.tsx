import type { GeoPath, GeoProjection } from "d3-geo";
import { useMemo } from "react";
import type { CrossingState } from "../api/contract.ts";
import type { Lang } from "../i18n/locales.ts";
import { useText } from "../i18n/text-context.tsx";
import { showCrossing } from "../state/navigation.ts";
import { WAY_COLOURS } from "../ui/letter.tsx";
import { CROSSING_MARK, passOnFocus } from "./crossing-keys.ts";
import { labelledPlaces } from "./labelled-places.ts";
import { type NamedDot, nameAt, placeNames } from "./place-names.ts";
import { type MapLine, type MapScene, tabStop } from "./scene.ts";
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
  readonly chosen: string | null;
  readonly projection: GeoProjection;
  readonly size: Size;
  readonly name: (id: string) => string;
}

/** Signs of the crossings in the frame; each opens what is known of it, arrow keys pass from one to the next. */
export function SvgCrossings({ scene, chosen, projection, size, name }: SvgCrossingsProps) {
  const { t } = useText();
  const shown = scene.crossings.flatMap((crossing) => {
    const [x, y] = projection([crossing.lon, crossing.lat]) ?? [-1, -1];
    return x < 0 || y < 0 || x > size.width || y > size.height ? [] : [{ crossing, x, y }];
  });
  const stop = tabStop(
    shown.map(({ crossing }) => crossing),
    scene.ways,
    chosen,
  );
  return shown.map(({ crossing: { id, state }, x, y }) => {
    const label = `${name(id)}: ${t(`state.${state}`)}`;
    return (
      // biome-ignore lint/a11y/useSemanticElements: SVG has no button of its own
      <g
        key={id}
        className={`sign sign-${state}`}
        transform={`translate(${x - 8} ${y - 8})`}
        role="button"
        tabIndex={id === stop ? 0 : -1}
        aria-label={label}
        aria-haspopup="dialog"
        {...{ [CROSSING_MARK]: id }}
        onClick={() => showCrossing(id)}
        onKeyDown={(event) => {
          const { key, currentTarget } = event;
          const opens = key === "Enter" || key === " ";
          if (opens) showCrossing(id);
          if (opens || passOnFocus(key, currentTarget, currentTarget.ownerSVGElement)) event.preventDefault();
        }}
      >
        <title>{label}</title>
        <Sign state={state} />
      </g>
    );
  });
}

function Sign({ state }: { state: CrossingState }) {
  const { shape, glyph } = SIGN_PATHS[state];
  return (
    <>
      <circle className="sign-reach" cx="8" cy="8" r="14" />
      <path className="sign-shape" d={shape} />
      <path className="sign-glyph" d={glyph} />
    </>
  );
}

const LINE_HEIGHT = 17;
/** Nastaliq hangs from its line and takes twice the room. */
const LINE_HEIGHTS: Readonly<Partial<Record<Lang, number>>> = { ur: 32 };

/** Places on the chosen way with their names, where they do not cover each other. */
export function useNamedPlaces(
  scene: MapScene,
  chosen: string | null,
  projection: GeoProjection,
  size: Size,
): readonly NamedDot[] {
  const { placeName, lang } = useText();
  return useMemo(() => {
    const dots = labelledPlaces(scene, chosen, placeName).map(({ place, name }) => {
      const [x, y] = projection([place.lon, place.lat]) ?? [-1, -1];
      return { id: place.id, name, x, y };
    });
    return placeNames(dots, size, LINE_HEIGHTS[lang] ?? LINE_HEIGHT);
  }, [scene, chosen, projection, size, placeName, lang]);
}

export function SvgPlaces({ places }: { places: readonly NamedDot[] }) {
  return places.map((place) => {
    const { x, y, anchor } = nameAt(place);
    return (
      <g key={place.id} className="place">
        <circle cx={place.x} cy={place.y} r="3.500" />
        <text x={x} y={y} textAnchor={anchor}>
          {place.name}
        </text>
      </g>
    );
  });
}
