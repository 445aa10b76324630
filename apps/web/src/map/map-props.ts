import type { MapScene } from "./scene.ts";

/** What either map is given. */
export interface MapProps {
  readonly scene: MapScene;
  /** Id of the option shown thick; null when there is none. */
  readonly chosen: string | null;
  readonly onChoose: (option: string) => void;
  /** Called when the map cannot be drawn. */
  readonly onFailure: () => void;
  /** Drawn for paper, in the measures of the print style. */
  readonly paper: boolean;
  /** What the map shows, in words. */
  readonly label: string;
}
