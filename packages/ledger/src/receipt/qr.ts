import encodeQR from "qr";
import decodeQR from "qr/decode.js";

/** Modules on a side of the largest code that is still read from creased paper at 70 mm: about 0.45 mm each. */
const MOST_MODULES = 149;
/** Milliseconds that looking for a code in a picture may take. */
const TIME_LIMIT = 4_000;

/** A picture in memory: red, green, blue, opacity for each dot. */
export type Picture = {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array | Uint8ClampedArray;
};

/**
 * The QR code (ISO/IEC 18004) of a receipt's text, as rows of dark and light modules without border, with the
 * most error correction, of levels M and L, that it has room for at 70 mm; undefined where it has room for none.
 */
export function qrModules(text: string): boolean[][] | undefined {
  for (const ecc of ["medium", "low"] as const) {
    try {
      const framed = encodeQR(text, "raw", { ecc, encoding: "alphanumeric", border: 1 });
      const rows = framed.slice(1, -1).map((row) => row.slice(1, -1));
      if (rows.length <= MOST_MODULES) return rows;
    } catch {
      // More than the largest code holds: the lower level may.
    }
  }
  return undefined;
}

/** An SVG of a code, 70 mm wide with the four modules of quiet zone that the standard asks for. */
export function qrSvg(rows: readonly (readonly boolean[])[], millimetres = 70): string {
  const side = rows.length + 8;
  const path = rows
    .flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x + 4} ${y + 4}h1v1h-1z`] : [])))
    .join("");
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${millimetres}mm" height="${millimetres}mm" viewBox="0 0 ${side} ${side}" ` +
    `shape-rendering="crispEdges"><path fill="#fff" d="M0 0h${side}v${side}H0z"/><path d="${path}"/></svg>\n`
  );
}

/** The text of the QR code in a picture; undefined where none is found. */
export function readQr({ width, height, data }: Picture): string | undefined {
  try {
    return decodeQR({ width, height, data }, { timeLimit: TIME_LIMIT, effort: 3 });
  } catch {
    return undefined;
  }
}
