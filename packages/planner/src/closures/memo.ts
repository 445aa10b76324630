/** The function with its results kept by name. */
export function memo<K, V>(make: (key: K) => V, name: (key: K) => string): (key: K) => V {
  const made = new Map<string, V>();
  return (key) => {
    const known = made.get(name(key)) ?? make(key);
    made.set(name(key), known);
    return known;
  };
}
