import { type Map as GlMap, Marker } from "maplibre-gl";
import { CROSSING_MARK, passOnFocus } from "./crossing-keys.ts";
import type { MapScene } from "./scene.ts";

type Crossing = MapScene["crossings"][number];

/** Puts a button, to press or to focus, over the sign of each crossing; returns what takes them away again. */
export function placeCrossings(
  map: GlMap,
  crossings: readonly Crossing[],
  label: (crossing: Crossing) => string,
  onOpen: (id: string) => void,
): () => void {
  const markers = crossings.map((crossing, index) =>
    new Marker({ element: spot(crossing, index, label(crossing), onOpen) })
      .setLngLat([crossing.lon, crossing.lat])
      .addTo(map),
  );
  return () => {
    for (const marker of markers) marker.remove();
  };
}

function spot({ id }: Crossing, index: number, label: string, onOpen: (id: string) => void): HTMLElement {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "crossing-spot";
  button.title = label;
  button.tabIndex = index === 0 ? 0 : -1;
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
