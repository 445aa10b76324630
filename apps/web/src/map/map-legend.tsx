import type { CrossingState, LineBasis } from "../api/contract.ts";
import { useText } from "../i18n/text-context.tsx";
import { CrossingSign } from "./crossing-sign.tsx";

const LINES: readonly LineBasis[] = ["osm", "drawn", "great-circle", "sea"];
const STATES: readonly CrossingState[] = ["open", "restricted", "shut", "unknown"];

/** What lines, signs and areas on the map mean. */
export function MapLegend({ paper }: { paper: boolean }) {
  const { t } = useText();
  if (paper)
    return (
      <div className="legend">
        <LegendList />
      </div>
    );
  return (
    <details className="legend">
      <summary>{t("map.legend")}</summary>
      <LegendList />
    </details>
  );
}

function LegendList() {
  const { t } = useText();
  return (
    <ul>
      <Stroke className="way way-chosen way-sample" label={t("map.legend.chosen")} />
      <Stroke className="way way-sample" label={t("map.legend.other")} />
      {LINES.map((line) => (
        <Stroke key={line} className={`way way-${line} way-sample-quiet`} label={t(`map.legend.${line}`)} />
      ))}
      {STATES.map((state) => (
        <li key={state}>
          <CrossingSign state={state} /> {t("map.legend.crossing", { state: t(`state.${state}`) })}
        </li>
      ))}
      <Stroke className="boundary boundary-international" label={t("map.legend.boundary")} />
      <Stroke className="boundary boundary-control" label={t("map.legend.control")} />
      <Stroke className="boundary boundary-other" label={t("map.legend.otherBoundary")} />
      <li>
        <span className="hatch-sample" aria-hidden="true" /> {t("map.legend.disputed")}
      </li>
    </ul>
  );
}

function Stroke({ className, label }: { className: string; label: string }) {
  return (
    <li>
      <svg viewBox="0 0 30 10" width="30" height="10" aria-hidden="true">
        <path className={className} d="M1 5h28" fill="none" />
      </svg>{" "}
      {label}
    </li>
  );
}
