type Waiting<Item, Result> = {
  readonly item: Item;
  readonly settle: (result: Result) => void;
  readonly fail: (error: unknown) => void;
};

/** Items done in one go at most. */
const MOST = 500;

/** Does together what comes in while the last lot is being done: one transaction for many callers. */
export class Together<Item, Result> {
  readonly #work: (items: readonly Item[]) => Promise<readonly Result[]>;
  readonly #waiting: Waiting<Item, Result>[] = [];
  #pump: Promise<void> | undefined;

  /** `work` gives a result for each item, in their order; where it fails, all of its items do. */
  constructor(work: (items: readonly Item[]) => Promise<readonly Result[]>) {
    this.#work = work;
  }

  do(item: Item): Promise<Result> {
    return new Promise((settle, fail) => {
      this.#waiting.push({ item, settle, fail });
      this.#pump ??= this.#drain();
    });
  }

  /** Resolves once nothing waits. */
  async idle(): Promise<void> {
    while (this.#pump) await this.#pump;
  }

  async #drain(): Promise<void> {
    // What comes in during this turn of the event loop goes with the first.
    await Promise.resolve();
    while (this.#waiting.length > 0) {
      const lot = this.#waiting.splice(0, MOST);
      try {
        const results = await this.#work(lot.map(({ item }) => item));
        for (const [i, { settle }] of lot.entries()) settle(results[i] as Result);
      } catch (error) {
        for (const { fail } of lot) fail(error);
      }
    }
    this.#pump = undefined;
  }
}
