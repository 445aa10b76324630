/** What waits, and on whose behalf. */
export interface Owned {
  readonly owner: string;
}

interface Waiting<Task> {
  readonly task: Task;
  /** Tasks are taken round by round; an owner has one in each. */
  readonly round: number;
}

/** A line in which owners take turns, so that who asks for much waits for himself and not others for him. */
export class FairQueue<Task extends Owned> {
  readonly #most: number;
  #line: Waiting<Task>[] = [];
  /** Round of the task taken last. */
  #round = 0;

  constructor(most: number) {
    this.#most = most;
  }

  get length(): number {
    return this.#line.length;
  }

  /**
   * Takes the task in and gives back the one that is turned away where the line is full: the last of whoever has
   * most in it, which may be the newcomer's own.
   */
  push(task: Task): Task | undefined {
    const round = Math.max(this.#round, ...this.#of(task.owner).map((own) => own.round)) + 1;
    const behind = this.#line.findIndex((other) => other.round > round);
    this.#line.splice(behind < 0 ? this.#line.length : behind, 0, { task, round });
    return this.#line.length > this.#most ? this.#turnAway(task.owner) : undefined;
  }

  shift(): Task | undefined {
    const next = this.#line.shift();
    if (next) this.#round = next.round;
    return next?.task;
  }

  remove(task: Task): void {
    this.#line = this.#line.filter((waiting) => waiting.task !== task);
  }

  /** Empties the line. */
  clear(): Task[] {
    return this.#line.splice(0).map(({ task }) => task);
  }

  #of(owner: string): readonly Waiting<Task>[] {
    return this.#line.filter(({ task }) => task.owner === owner);
  }

  #turnAway(newcomer: string): Task | undefined {
    const lines = [...Map.groupBy(this.#line, ({ task }) => task.owner).values()];
    const most = Math.max(...lines.map((line) => line.length));
    const own = this.#of(newcomer);
    const longest = own.length === most ? own : lines.find((line) => line.length === most);
    const last = longest?.at(-1)?.task;
    if (last) this.remove(last);
    return last;
  }
}
