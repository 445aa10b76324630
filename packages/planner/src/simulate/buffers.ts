/**
 * Scratch arrays of one length, taken and given back, so that ten thousand draws of a hundred legs do not
 * make the collector work in the middle of an answer.
 */
export class Buffers {
  readonly length: number;
  #free: Float64Array[] = [];
  #taken: Float64Array[] = [];

  constructor(length: number) {
    this.length = length;
  }

  /** An array with undefined content, valid until `release`. */
  take(): Float64Array {
    const buffer = this.#free.pop() ?? new Float64Array(this.length);
    this.#taken.push(buffer);
    return buffer;
  }

  /** Takes back everything handed out. */
  release(): void {
    this.#free.push(...this.#taken);
    this.#taken = [];
  }
}
