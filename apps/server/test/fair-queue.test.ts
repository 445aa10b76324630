import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FairQueue } from "../src/pool/fair-queue.ts";

interface Task {
  readonly owner: string;
  readonly n: number;
}

const tasks = (owner: string, count: number): Task[] =>
  Array.from({ length: count }, (_, n) => ({ owner, n }));
const names = (line: readonly (Task | undefined)[]) => line.map((task) => task && `${task.owner}${task.n}`);

function filled(...given: readonly Task[]): FairQueue<Task> {
  const queue = new FairQueue<Task>(100);
  for (const task of given) queue.push(task);
  return queue;
}

describe("FairQueue", () => {
  it("lets owners take turns, each in his own order", () => {
    const queue = filled(...tasks("a", 3), ...tasks("b", 2));
    expect(names(queue.clear())).toEqual(["a0", "b0", "a1", "b1", "a2"]);
  });

  it("has a newcomer wait for one task of each other owner at most", () => {
    const queue = filled(...tasks("a", 30));
    for (let i = 0; i < 10; i++) queue.shift();
    queue.push({ owner: "b", n: 0 });
    expect(names([queue.shift(), queue.shift()])).toEqual(["a10", "b0"]);
  });

  it("turns the last of the longest line away when it is full", () => {
    const queue = new FairQueue<Task>(3);
    for (const task of tasks("a", 3)) expect(queue.push(task)).toBeUndefined();
    expect(queue.push({ owner: "b", n: 0 })).toEqual({ owner: "a", n: 2 });
    expect(queue.push({ owner: "a", n: 3 })).toEqual({ owner: "a", n: 3 });
    expect(names(queue.clear())).toEqual(["a0", "b0", "a1"]);
  });

  it("loses and doubles none", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom("a", "b", "c", "take"), { maxLength: 60 }), (steps) => {
        const queue = new FairQueue<Task>(5);
        const out: (Task | undefined)[] = [];
        steps.forEach((step, n) => {
          out.push(step === "take" ? queue.shift() : queue.push({ owner: step, n }));
        });
        const seen = names([...out, ...queue.clear()]).filter((name) => name !== undefined);
        expect(seen.toSorted()).toEqual(
          steps.flatMap((step, n) => (step === "take" ? [] : [`${step}${n}`])).toSorted(),
        );
      }),
    );
  });
});
