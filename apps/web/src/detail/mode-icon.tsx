import type { Leg } from "../api/contract.ts";

const PATHS = {
  road: "M2 12V5h8v7M10 7h3l2 3v2M4.5 13.5a1.4 1.4 0 1 0 0-.1M12 13.5a1.4 1.4 0 1 0 0-.1",
  rail: "M5 2h6v9H5zM5 6h6M6 14l1-3M10 14l-1-3",
  sea: "M2 10h12l-2 4H4zM4 10V6h5v4M6 6V3",
  air: "M8 1.5v13M2 9l6-3 6 3M5.5 14L8 12.5l2.5 1.5",
  crossing: "M3.5 14V4M3.5 6.5h10.500M6 6.500l1.500 2.500M9.500 6.500l1.500 2.500M2 14h3",
  interchange: "M2 5h9M8 2l3 3-3 3M14 11H5M8 8l-3 3 3 3",
} as const;

/** Road, rail, sea, air, border or change of vehicle as a small line drawing. */
export function ModeIcon({ leg }: { leg: Leg }) {
  const path = leg.kind === "link" ? PATHS[leg.mode] : PATHS[leg.kind];
  return (
    <svg className="icon" viewBox="0 0 16 16" width="18" height="18" aria-hidden="true">
      <path
        d={path}
        fill="none"
        stroke="currentColor"
        strokeWidth="1.3"
        strokeLinejoin="round"
        strokeLinecap="round"
      />
    </svg>
  );
}
