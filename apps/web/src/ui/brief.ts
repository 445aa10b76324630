/** A place's name without the country or gate in brackets, which way and map make plain. */
export function brief(name: string): string {
  return name.replace(/\s*[(（][^)）]*[)）]/g, "");
}
