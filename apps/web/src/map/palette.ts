import type { CrossingState } from "../api/contract.ts";

/** Colours of the map, which the drawing surface cannot read from the style sheet. */
export interface Palette {
  readonly water: string;
  readonly land: string;
  readonly disputed: string;
  readonly hatch: string;
  readonly lake: string;
  readonly river: string;
  readonly glacier: string;
  readonly border: string;
  readonly country: string;
  readonly text: string;
  readonly halo: string;
  readonly casing: string;
  readonly relief: number;
  readonly ways: readonly string[];
  readonly states: Readonly<Record<CrossingState, string>>;
  readonly glyph: string;
}

const WAYS_LIGHT = [
  "#0b6e8a",
  "#b3540e",
  "#6a3fa0",
  "#2d7a3a",
  "#b0275c",
  "#7a6300",
  "#3556b5",
  "#8a3b2a",
  "#4f5d6b",
  "#008066",
];
const WAYS_DARK = [
  "#4fc3df",
  "#f0a35e",
  "#c2a1f0",
  "#84cf8f",
  "#f08bb1",
  "#d9c35a",
  "#9bb2f5",
  "#e39a88",
  "#b4c0cc",
  "#5fd3b8",
];

export const LIGHT: Palette = {
  water: "#cddbe0",
  land: "#e9e7e1",
  disputed: "#ded6d0",
  hatch: "#a8968e",
  lake: "#b4d3e2",
  river: "#8db8d3",
  glacier: "#ffffff",
  border: "#77707c",
  country: "#6b6872",
  text: "#22262b",
  halo: "#f7f6f3",
  casing: "#ffffff",
  relief: 0.28,
  ways: WAYS_LIGHT,
  states: { open: "#22703f", shut: "#a61b1b", restricted: "#9a5b00", unknown: "#555d66" },
  glyph: "#ffffff",
};

export const DARK: Palette = {
  water: "#10161b",
  land: "#262b30",
  disputed: "#2f2d2e",
  hatch: "#5d5450",
  lake: "#173140",
  river: "#2d5467",
  glacier: "#3b444b",
  border: "#8b8792",
  country: "#a7a6ad",
  text: "#eceff1",
  halo: "#15191d",
  casing: "#0f1316",
  relief: 0.12,
  ways: WAYS_DARK,
  states: { open: "#63c786", shut: "#f28b82", restricted: "#f0b356", unknown: "#aab4be" },
  glyph: "#10161b",
};
