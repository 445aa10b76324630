import { lazy, Suspense, useCallback, useMemo, useState } from "react";
import type { Network, PlanAnswer } from "../api/contract.ts";
import { useGeometry } from "../api/queries.ts";
import { useText } from "../i18n/text-context.tsx";
import { Boundary } from "../ui/boundary.tsx";
import { useNames } from "../ui/names-context.tsx";
import { hasWebgl, savesData } from "./capability.ts";
import { CrossingList } from "./crossing-list.tsx";
import { MapLegend } from "./map-legend.tsx";
import { sceneOf } from "./scene.ts";

const GlMapView = lazy(async () => ({ default: (await import("./gl-map.tsx")).GlMapView }));
const SvgMap = lazy(async () => ({ default: (await import("./svg-map.tsx")).SvgMap }));

interface MapViewProps {
  readonly answer: PlanAnswer | undefined;
  readonly network: Network | undefined;
  readonly chosen: string | null;
  readonly onChoose: (option: string) => void;
  /** `svg`: the reader asked for the plain map. */
  readonly wanted: "auto" | "svg";
  readonly onWanted: (map: "auto" | "svg") => void;
  /** While the page goes to paper the map is drawn as SVG. */
  readonly printing: boolean;
}

/** The map with its legend and its word on boundaries; moving where the browser can, plain otherwise. */
export function MapView(props: MapViewProps) {
  const { answer, network, chosen, onChoose, wanted, onWanted, printing } = props;
  const { t } = useText();
  const [agreed, setAgreed] = useState(() => !savesData());
  const [able, setAble] = useState(hasWebgl);
  const fail = useCallback(() => setAble(false), []);
  const plain = wanted === "svg" || !able || printing;
  return (
    <section className="map-section" aria-label={t("map.title")}>
      <div className="map-frame">
        {agreed || printing ? (
          <Boundary word={t("map.failed")} className="map-word">
            <Drawn
              answer={answer}
              network={network}
              chosen={chosen}
              onChoose={onChoose}
              plain={plain}
              paper={printing}
              onFailure={fail}
            />
          </Boundary>
        ) : (
          <div className="map-word">
            <p>{t("map.saveData")}</p>
            <button type="button" onClick={() => setAgreed(true)}>
              {t("map.load")}
            </button>
          </div>
        )}
      </div>
      <div className="map-foot">
        <MapLegend paper={printing} />
        <CrossingList network={network} />
        {able ? (
          <button
            type="button"
            className="plain small no-print"
            onClick={() => onWanted(wanted === "svg" ? "auto" : "svg")}
          >
            {t(wanted === "svg" ? "map.useGl" : "map.useSvg")}
          </button>
        ) : (
          <p className="quiet small">{t("map.noWebgl")}</p>
        )}
      </div>
      <p className="quiet small map-note">
        {t("map.note")} {t("map.credits")}
      </p>
    </section>
  );
}

interface DrawnProps extends Pick<MapViewProps, "answer" | "network" | "chosen" | "onChoose"> {
  readonly plain: boolean;
  readonly paper: boolean;
  readonly onFailure: () => void;
}

function Drawn({ answer, network, chosen, onChoose, plain, paper, onFailure }: DrawnProps) {
  const { t } = useText();
  const { place } = useNames();
  const geometry = useGeometry(true);
  const scene = useMemo(
    () => (network === undefined ? null : sceneOf(answer, network, geometry.data)),
    [answer, network, geometry.data],
  );
  if (scene === null) return <p className="map-word">{t("map.loading")}</p>;
  const label =
    answer === undefined
      ? t("map.region")
      : t("map.svgTitle", { from: place(answer.from), to: place(answer.to) });
  const Chosen = plain ? SvgMap : GlMapView;
  return (
    <Suspense fallback={<p className="map-word">{t("map.loading")}</p>}>
      <Chosen
        scene={scene}
        chosen={chosen}
        onChoose={onChoose}
        onFailure={onFailure}
        label={label}
        paper={paper}
      />
    </Suspense>
  );
}
