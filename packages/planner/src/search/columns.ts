/** The same values in an array of twice the length. */
export function doubled<A extends Int8Array | Int32Array | Uint8Array | Float64Array>(values: A): A {
  const larger = new (values.constructor as new (length: number) => A)(2 * values.length);
  larger.set(values);
  return larger;
}
