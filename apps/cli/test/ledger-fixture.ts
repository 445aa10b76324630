import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { run } from "../src/cli.ts";
import type { Io } from "../src/io.ts";

export const ORIGIN = "rahdari.test/agreement/1";
export const PASSPHRASE = "correct horse battery";
const MAIN = fileURLToPath(new URL("../src/main.ts", import.meta.url));
/** Fast enough for a test; the product's own is 2^18. */
const EASY = 4;

export type Ran = { readonly code: number; readonly out: string; readonly err: string };

export type Fault = {
  readonly code: number;
  readonly out: string;
  readonly message: string;
  readonly wayOut?: string;
  readonly issues: readonly {
    readonly option: string;
    readonly message: string;
    readonly suggestions?: readonly string[];
  }[];
};

/** A user with a place on the disk, who types commands. */
export class Desk {
  readonly root: string;
  readonly env: Record<string, string | undefined>;
  now = (): Date => new Date();
  input = "";

  constructor(
    env: Readonly<Record<string, string>> = {},
    root = mkdtempSync(join(tmpdir(), "rahdari-ledger-")),
  ) {
    this.root = root;
    this.env = { RAHDARI_PASSPHRASE: PASSPHRASE, XDG_CONFIG_HOME: join(root, "config"), ...env };
  }

  /** The same place, with this in the environment of its commands. */
  under(env: Readonly<Record<string, string>>): Desk {
    return new Desk(env, this.root);
  }

  path(...parts: string[]): string {
    return join(this.root, ...parts);
  }

  /** Writes a file and gives its path. */
  file(name: string, content: unknown): string {
    const bytes = typeof content === "string" || content instanceof Uint8Array;
    writeFileSync(this.path(name), bytes ? content : JSON.stringify(content));
    return this.path(name);
  }

  async run(...args: string[]): Promise<Ran> {
    let [out, err] = ["", ""];
    const io: Io = {
      out: (text) => {
        out += text;
      },
      err: (text) => {
        err += text;
      },
      watched: false,
      columns: 96,
      now: this.now,
      fetch: (input, init) => fetch(input, init),
      env: this.env,
      input: async () => new TextEncoder().encode(this.input),
      askHidden: async () => undefined,
      stopped: () => Promise.reject(new Error("served by processes only")),
      keystoreWork: EASY,
    };
    const code = await run(args, io);
    return { code, out, err };
  }

  /** Runs a command that has to succeed and gives what it says in JSON. */
  async json(...args: string[]) {
    const ran = await this.run(...args, "--json");
    if (ran.code !== 0) throw new Error(`${args.join(" ")}: ${ran.code}\n${ran.out}${ran.err}`);
    return JSON.parse(ran.out);
  }

  /** What a command that fails says in JSON. */
  async fault(...args: string[]): Promise<Fault> {
    const { code, out, err } = await this.run(...args, "--json");
    return { code, out, ...JSON.parse(err).error };
  }

  /** Exit code and error code of a command that fails. */
  async failure(...args: string[]): Promise<string> {
    const { code, out, err } = await this.run(...args, "--json");
    return `${code} ${out}${JSON.parse(err).error.code}`;
  }

  append(dir: string, as: string, kind: string, body: object, ...more: string[]): Promise<Ran> {
    this.input = JSON.stringify(body);
    return this.run("ledger", "append", dir, "--as", as, kind, "-", ...more);
  }

  /** A statement that has to be taken. */
  accepted(dir: string, as: string, kind: string, body: object, ...more: string[]) {
    this.input = JSON.stringify(body);
    return this.json("ledger", "append", dir, "--as", as, kind, "-", ...more);
  }

  /** A ledger of one node with all its keys. */
  async trial(name = "trial", ...more: string[]): Promise<string> {
    const members = ["--member", "PK=Pakistan Customs", "--member", "UZ"];
    const offices = ["--office", "PK/torkham", "--office", "UZ/termez"];
    await this.json("ledger", "init", this.path(name), "--origin", ORIGIN, ...members, ...offices, ...more);
    return this.path(name);
  }

  close(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}

export const grant = (right: string, cap = 2) => ({
  right,
  kind: "permit",
  unit: "permit",
  cap,
  users: ["PK", "UZ"],
  expires: null,
});
export const reserve = (right: string, reservation: string) => ({
  right,
  lease: null,
  reservation,
  amount: 1,
});

/** `rahdari` in a process of its own. */
export class Process {
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  err = "";
  #child: ChildProcess | undefined;

  constructor(args: readonly string[], env: Readonly<Record<string, string | undefined>>) {
    this.args = args;
    this.env = env;
  }

  /** Starts it; resolves with the first that it writes to standard output. */
  async start(): Promise<string> {
    const child = spawn(process.execPath, [MAIN, ...this.args], {
      env: { ...process.env, ...this.env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.#child = child;
    child.stderr?.on("data", (chunk) => {
      this.err += String(chunk);
    });
    return new Promise((resolve, reject) => {
      child.stdout?.once("data", (chunk) => resolve(String(chunk)));
      child.once("exit", (code) =>
        reject(new Error(`${this.args.join(" ")} ended with ${code}: ${this.err}`)),
      );
    });
  }

  /** Sends a signal and resolves with the exit code, null where the signal itself ended it. */
  async end(signal: NodeJS.Signals = "SIGKILL"): Promise<number | null> {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return child?.exitCode ?? null;
    const gone = new Promise<number | null>((resolve) => child.once("exit", (code) => resolve(code)));
    child.kill(signal);
    return gone;
  }
}

export async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from(
      { length: count },
      () =>
        new Promise<ReturnType<typeof createServer>>((resolve) => {
          const server = createServer().listen(0, "127.0.0.1", () => resolve(server));
        }),
    ),
  );
  const ports = servers.map((server) => (server.address() as { port: number }).port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}
