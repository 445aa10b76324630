import type { Network } from "../api/contract.ts";
import { useText } from "../i18n/text-context.tsx";
import { CrossingName } from "../ui/crossing-name.tsx";
import { CrossingSign } from "./crossing-sign.tsx";
import { isBorder } from "./scene.ts";

/** The borders of the map in words: for readers by ear, and for fingers, for which its signs are too close. */
export function CrossingList({ network }: { network: Network | undefined }) {
  const { t } = useText();
  const borders = network?.crossings.filter(isBorder) ?? [];
  if (borders.length === 0) return null;
  return (
    <details className="legend crossing-list no-print">
      <summary>{t("map.crossings")}</summary>
      <ul>
        {borders.map(({ id, state }) => (
          <li key={id}>
            <CrossingSign state={state} />
            <span>
              <CrossingName id={id} /> <span className="quiet">{t(`state.${state}`)}</span>
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}
