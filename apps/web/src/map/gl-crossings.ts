import { type Map as GlMap, Marker } from "maplibre-gl";
import { CROSSING_MARK, passOnFocus } from "./crossing-keys.ts";
import { type MapScene, tabStop } from "./scene.ts";

type Crossing = MapScene["crossings"][number];

/** Puts a button, to press or to focus, over the sign of each crossing; returns what takes them away again. */
export function placeCrossings(
  map: GlMap,
  { crossings, ways }: MapScene,
  chosen: string | null,
  label: (crossing: Crossing) => string,
  onOpen: (id: string) => void,
): () => void {
  const stop = tabStop(crossings, ways, chosen);
  const markers = crossings.map((crossing) => {
    const element = spot(crossing, label(crossing), onOpen);
    if (crossing.id === stop) element.tabIndex = 0;
    element.addEventListener("focus", () => bringIn(map, crossing));
    return new Marker({ element }).setLngLat([crossing.lon, crossing.lat]).addTo(map);
  });
  return () => {
    for (const marker of markers) marker.remove();
  };
}

/** What has the focus must be seen. */
function bringIn(map: GlMap, { lon, lat }: Crossing): void {
  if (map.getBounds().contains([lon, lat])) return;
  const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  map.easeTo({ center: [lon, lat], animate: !still });
}

function spot({ id }: Crossing, label: string, onOpen: (id: string) => void): HTMLElement {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "crossing-spot";
  button.title = label;
  button.tabIndex = -1;
  for (const [name, value] of [
    ["role", "button"],
    ["aria-label", label],
    ["aria-haspopup", "dialog"],
    [CROSSING_MARK, id],
  ] as const)
    button.setAttribute(name, value);
  button.addEventListener("click", (event) => {
    event.stopPropagation();
    onOpen(id);
  });
  button.addEventListener("keydown", (event) => {
    // The map itself would move under the arrow keys.
    if (passOnFocus(event.key, button, button.parentElement)) {
      event.preventDefault();
      event.stopPropagation();
    }
  });
  return button;
}
