import type { Tone } from "./tone.ts";

const SVG = "http://www.w3.org/2000/svg";
/** Drawn, not written: old phones lack the characters. Each has an outline of its own. */
const SIGNS: Readonly<Record<Tone, readonly string[]>> = {
  final: ["M12 2a10 10 0 1 0 0 20a10 10 0 0 0 0-20z", "M7 12.5l3.5 3.5L17 9"],
  alone: ["M12 3l9.5 17.5h-19z", "M12 9.5v5", "M12 17.2v.6"],
  doubtful: ["M12 3l9.5 17.5h-19z", "M12 9.5v5", "M12 17.2v.6"],
  rejected: ["M12 2a10 10 0 1 0 0 20a10 10 0 0 0 0-20z", "M5.5 18.5l13-13"],
  provisional: [
    "M6 2.5h12M6 21.5h12",
    "M7.5 2.5c0 5 4.5 6 4.5 9.5s-4.5 4.5-4.5 9.5M16.5 2.5c0 5-4.5 6-4.5 9.5s4.5 4.5 4.5 9.5",
  ],
  bad: ["M8 2h8l6 6v8l-6 6H8l-6-6V8z", "M8 8l8 8M16 8l-8 8"],
  unread: ["M5 2h10l4 4v16H5z", "M9.5 11a2.5 2.5 0 1 1 2.5 2.5v1.5", "M12 18v.4"],
};

/** The sign of a tone, for the eye alone: the words beside it say the same. */
export function signOf(tone: Tone): SVGElement {
  const svg = document.createElementNS(SVG, "svg");
  const attributes = {
    viewBox: "0 0 24 24",
    width: "40",
    height: "40",
    "aria-hidden": "true",
    class: "sign",
  };
  for (const [name, value] of Object.entries(attributes)) svg.setAttribute(name, value);
  for (const line of SIGNS[tone]) {
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("d", line);
    svg.appendChild(path);
  }
  return svg;
}
