import { directoryOf, type Files, type OpenFile } from "../../src/disk/files.ts";

/** What the process gets when it is killed: nothing after it runs. */
export class Killed extends Error {}

type Content = { readonly written: readonly Uint8Array[]; readonly synced: number };
type FileNode = { content: Content };
/** A name that was made, changed or removed and is not on the disk yet. */
type NameChange = { readonly path: string; readonly node: FileNode | undefined };

/**
 * A disk whose power can fail at any system call. What was not synced may be lost, kept, or kept in part, and
 * in any order: names apart from contents, later writes before earlier ones, blocks of a file torn. This is
 * POSIX at its worst; real file systems keep more.
 */
export class CrashFiles implements Files {
  readonly #random: () => number;
  #names = new Map<string, FileNode>();
  #durable = new Map<string, FileNode>();
  #pending: NameChange[] = [];
  #directories = new Set<string>(["/"]);
  /** Directories whose own name is not on the disk yet: lost, with all in them, or kept. */
  #unsynced = new Set<string>();
  #calls = 0;
  #killAt = Infinity;
  #full = Infinity;

  constructor(random: () => number) {
    this.#random = random;
  }

  /** System calls so far. */
  get calls(): number {
    return this.#calls;
  }

  /** The n-th call from now on, counted from 1, does not happen, nor any after it. */
  killAt(n: number): void {
    this.#calls = 0;
    this.#killAt = n;
  }

  /** From the n-th call on, writes fail with ENOSPC until `free` is called. */
  fullAt(n: number): void {
    this.#calls = 0;
    this.#full = n;
  }

  free(): void {
    this.#full = Infinity;
  }

  /** The process is gone, and nothing else: what it had handed to the system is there, on the disk or not. */
  endProcess(): void {
    this.#killAt = Infinity;
  }

  /** The power fails and comes back: what is read from now on is what the disk kept. */
  restart(): void {
    this.#killAt = Infinity;
    for (const { path, node } of this.#pending) {
      if (this.#random() < 0.5) this.#keep(path, node);
    }
    this.#pending = [];
    for (const directory of this.#unsynced) if (this.#random() < 0.5) this.#lose(directory);
    this.#unsynced.clear();
    this.#names = new Map();
    for (const [path, node] of this.#durable) this.#names.set(path, { content: this.#torn(node.content) });
    this.#durable = new Map(this.#names);
  }

  async read(path: string): Promise<Uint8Array | undefined> {
    this.#call();
    const node = this.#names.get(path);
    return node && new Uint8Array(Buffer.concat(node.content.written));
  }

  async list(directory: string): Promise<readonly string[]> {
    this.#call();
    const names = [...this.#names.keys(), ...this.#directories]
      .filter((path) => directoryOf(path) === directory && path !== directory)
      .map((path) => path.slice(path.lastIndexOf("/") + 1));
    return [...new Set(names)].sort();
  }

  async makeDirectory(directory: string): Promise<void> {
    this.#call();
    if (!this.#directories.has(directoryOf(directory))) throw new Error(`ENOENT: ${directory}`);
    if (this.#directories.has(directory)) return;
    this.#directories.add(directory);
    this.#unsynced.add(directory);
  }

  async create(path: string): Promise<OpenFile> {
    this.#call();
    if (!this.#directories.has(directoryOf(path))) throw new Error(`ENOENT: ${path}`);
    const node: FileNode = { content: { written: [], synced: 0 } };
    this.#setName(path, node);
    return {
      write: async (bytes) => {
        this.#call();
        if (this.#calls >= this.#full) throw Object.assign(new Error("ENOSPC"), { code: "ENOSPC" });
        const { written, synced } = node.content;
        node.content = { written: [...written, bytes], synced };
      },
      sync: async () => {
        this.#call();
        if (this.#calls >= this.#full) throw Object.assign(new Error("ENOSPC"), { code: "ENOSPC" });
        node.content = { ...node.content, synced: node.content.written.length };
      },
      close: async () => {},
    };
  }

  async rename(from: string, to: string): Promise<void> {
    this.#call();
    const node = this.#names.get(from);
    if (!node) throw new Error(`ENOENT: ${from}`);
    this.#setName(to, node);
    this.#setName(from, undefined);
  }

  async remove(path: string): Promise<void> {
    this.#call();
    for (const name of [...this.#names.keys()]) {
      if (name === path || name.startsWith(`${path}/`)) this.#setName(name, undefined);
    }
    for (const directory of [...this.#directories]) {
      if (directory === path || directory.startsWith(`${path}/`)) this.#directories.delete(directory);
    }
  }

  async syncDirectory(directory: string): Promise<void> {
    this.#call();
    const [own, others] = [[] as NameChange[], [] as NameChange[]];
    for (const change of this.#pending) (directoryOf(change.path) === directory ? own : others).push(change);
    for (const { path, node } of own) this.#keep(path, node);
    this.#pending = others;
    for (const made of this.#unsynced) if (directoryOf(made) === directory) this.#unsynced.delete(made);
  }

  #call(): void {
    this.#calls++;
    if (this.#calls >= this.#killAt) throw new Killed();
  }

  #lose(directory: string): void {
    const below = (path: string) => path === directory || path.startsWith(`${directory}/`);
    for (const path of this.#durable.keys()) if (below(path)) this.#durable.delete(path);
    for (const path of this.#directories) if (below(path)) this.#directories.delete(path);
  }

  #setName(path: string, node: FileNode | undefined): void {
    if (node) this.#names.set(path, node);
    else this.#names.delete(path);
    this.#pending.push({ path, node });
  }

  #keep(path: string, node: FileNode | undefined): void {
    if (node) this.#durable.set(path, node);
    else this.#durable.delete(path);
  }

  /** Synced writes are whole; of the others a part is kept, and a part of that as zeros. */
  #torn({ written, synced }: Content): Content {
    const kept = written.slice(0, synced);
    for (const bytes of written.slice(synced)) {
      const part = bytes.slice(0, Math.floor(this.#random() * (bytes.length + 1)));
      if (this.#random() < 0.3) part.fill(0, Math.floor(this.#random() * part.length));
      kept.push(part);
    }
    return { written: kept, synced: kept.length };
  }
}

/** Random numbers from 0 to 1 by a printed seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
