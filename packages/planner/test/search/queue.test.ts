import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { BucketQueue, QuadHeap, queueFor } from "../../src/search/queue.ts";

describe("queues", () => {
  test("the heap hands out by key, then by tie", () => {
    const entry = fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 9 }));
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 600 }), (entries) => {
        const heap = new QuadHeap();
        entries.forEach(([key, tie], item) => {
          heap.push(item, key, tie);
        });
        const out = entries.map(() => entries[heap.pop()]!);
        expect(out).toEqual(entries.toSorted((a, b) => a[0] - b[0] || a[1] - b[1]));
        expect(heap.pop()).toBe(-1);
      }),
    );
  });

  test("buckets hand out like the heap while pushes stay within the span", () => {
    const steps = fc.array(fc.record({ pop: fc.boolean(), ahead: fc.integer({ min: 0, max: 5 }) }), {
      maxLength: 900,
    });
    fc.assert(
      fc.property(steps, (list) => {
        const buckets = new BucketQueue(5);
        const heap = new QuadHeap();
        for (const { pop, ahead } of list) {
          if (pop) {
            expect(buckets.pop() < 0).toBe(heap.pop() < 0);
            expect(buckets.key).toBe(heap.key);
          } else {
            const key = heap.key + ahead;
            buckets.push(0, key);
            heap.push(0, key);
          }
          expect(buckets.size).toBe(heap.size);
        }
      }),
    );
  });

  test("a cleared queue starts over", () => {
    for (const queue of [new QuadHeap(), new BucketQueue(4)]) {
      queue.push(7, 3);
      queue.clear();
      queue.push(8, 1);
      expect([queue.pop(), queue.key, queue.pop()]).toEqual([8, 1, -1]);
    }
  });

  test("buckets serve small integer weights, edges taken out aside", () => {
    expect(queueFor([1, 20, Number.POSITIVE_INFINITY])).toBeInstanceOf(BucketQueue);
    expect(queueFor([1, 2.5])).toBeInstanceOf(QuadHeap);
    expect(queueFor([1, 1e6])).toBeInstanceOf(QuadHeap);
  });
});
