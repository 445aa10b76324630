// What Chromium 87, Firefox 78 and Safari 14 lack of what the verifier's code calls.

function add(target: object, name: string, value: (this: never, ...args: never[]) => unknown): void {
  if (name in target) return;
  Object.defineProperty(target, name, { value, writable: true, configurable: true });
}

function at(this: ArrayLike<unknown>, index: number): unknown {
  return this[index < 0 ? this.length + index : index];
}

function findLast(this: readonly unknown[], found: (item: unknown) => boolean): unknown {
  return [...this].reverse().find(found);
}

// With the flag u, a surrogate matches only where it stands alone.
function isWellFormed(this: string): boolean {
  return !/[\ud800-\udfff]/u.test(this);
}

function hasOwn(value: object, key: PropertyKey): boolean {
  return Object.getOwnPropertyDescriptor(value, key) !== undefined;
}

function replaceChildren(this: Element, ...children: (Node | string)[]): void {
  while (this.lastChild) this.lastChild.remove();
  this.append(...children);
}

add(Array.prototype, "at", at);
add(Array.prototype, "findLast", findLast);
add(String.prototype, "isWellFormed", isWellFormed);
add(Object, "hasOwn", hasOwn);
add(Element.prototype, "replaceChildren", replaceChildren);
