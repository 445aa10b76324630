/** Whether the browser can draw the moving map (WebGL 2). */
export function hasWebgl(): boolean {
  try {
    const canvas = document.createElement("canvas");
    return canvas.getContext("webgl2") !== null;
  } catch {
    return false;
  }
}

/** Whether the reader asked for little data, or the line is known to be slow. */
export function savesData(): boolean {
  const line = (navigator as { connection?: { saveData?: boolean; effectiveType?: string } }).connection;
  return line?.saveData === true || line?.effectiveType === "slow-2g" || line?.effectiveType === "2g";
}
