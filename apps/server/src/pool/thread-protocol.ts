/** First message of every worker: loaded, and waiting for jobs. All later messages are outcomes. */
export const READY = "ready";

/** Bytes of shared memory that one flag takes. */
export const FLAG_BYTES = Int32Array.BYTES_PER_ELEMENT;

/**
 * A flag in shared memory. A worker busy with a synchronous computation receives no messages, but it can read
 * this between two steps and give up.
 */
export function raise(flag: SharedArrayBuffer): void {
  Atomics.store(new Int32Array(flag), 0, 1);
}

export function lower(flag: SharedArrayBuffer): void {
  Atomics.store(new Int32Array(flag), 0, 0);
}

export function isRaised(flag: SharedArrayBuffer): boolean {
  return Atomics.load(new Int32Array(flag), 0) !== 0;
}
