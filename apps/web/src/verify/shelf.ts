/** What this device remembers. A page opened from a file, or in private, may be refused it. */
export type Shelf = {
  read(name: string): string | undefined;
  /** Whether it was kept. */
  keep(name: string, text: string): boolean;
};

const PREFIX = "rahdari.verify.";

export function browserShelf(): Shelf {
  return {
    read(name) {
      try {
        return window.localStorage.getItem(PREFIX + name) ?? undefined;
      } catch {
        return undefined;
      }
    },
    keep(name, text) {
      try {
        window.localStorage.setItem(PREFIX + name, text);
        return true;
      } catch {
        return false;
      }
    },
  };
}
