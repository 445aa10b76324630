import { CrashFiles } from "./crash-files.ts";

/** Files in memory; the power never fails. */
export function memoryFiles(): CrashFiles {
  return new CrashFiles(Math.random);
}
