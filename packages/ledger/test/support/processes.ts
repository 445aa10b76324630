import { type ChildProcess, spawn } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { EpochMs } from "@rahdari/units";
import { HEAD_FILE } from "../../src/cosign/open-cosigned.ts";
import { nodeFiles } from "../../src/disk/node-files.ts";
import type { Submission } from "../../src/engine/engine.ts";
import { type LedgerConfig, ledgerDirectory } from "../../src/node/ledger-config.ts";
import type { Charter } from "../../src/roster/charter.ts";
import { charterOf, foundOn } from "./fixture.ts";

const SCRIPT = fileURLToPath(new URL("./node-process.ts", import.meta.url));

/** A node in a process: killed, stopped and started as a test likes. */
export class NodeProcess {
  readonly id: string;
  readonly directory: string;
  readonly port: number;
  /** What it wrote to standard error. */
  readonly trouble: string[] = [];
  #child: ChildProcess | undefined;

  constructor(id: string, directory: string, port: number) {
    this.id = id;
    this.directory = directory;
    this.port = port;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Starts it; resolves when it listens. */
  async start(options: { readonly skew?: number } = {}): Promise<void> {
    const args = [SCRIPT, this.directory, String(this.port), String(options.skew ?? 0)];
    const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "pipe"] });
    this.#child = child;
    child.stderr?.on("data", (chunk) => this.trouble.push(String(chunk)));
    await new Promise<void>((resolve, reject) => {
      child.stdout?.once("data", () => resolve());
      child.once("exit", (code) =>
        reject(new Error(`${this.id} ended with ${code}: ${this.trouble.join("")}`)),
      );
    });
  }

  /** SIGKILL, SIGSTOP, SIGCONT or SIGTERM; resolves when it is gone where it goes. */
  async signal(signal: NodeJS.Signals): Promise<void> {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    child.kill(signal);
    if (signal === "SIGKILL" || signal === "SIGTERM")
      await new Promise<void>((resolve) => child.once("exit", () => resolve()));
  }
}

export type Cluster = {
  readonly charter: Charter;
  readonly sequencer: NodeProcess;
  /** Cosigning nodes by member. */
  readonly nodes: ReadonlyMap<string, NodeProcess>;
  /** Address of the ledger at its sequencer. */
  readonly prefix: string;
  submit(envelope: Uint8Array): Promise<Submission>;
  close(): Promise<void>;
};

/** Founds a ledger whose sequencer and cosigners are processes on this machine; all are started. */
export async function cluster(members: readonly string[]): Promise<Cluster> {
  const root = await mkdtemp(join(tmpdir(), "rahdari-cluster-"));
  const charter = charterOf(members, { quorum: "two-thirds" });
  const ports = await freePorts(members.length + 1);
  const own = ledgerDirectory(charter.origin);
  const sequencer = new NodeProcess("sequencer", join(root, "sequencer"), ports[0] as number);
  const prefix = `${sequencer.url}/${charter.origin}`;
  const nodes = new Map(
    members.map((id, i) => [id, new NodeProcess(id, join(root, id), ports[i + 1] as number)]),
  );
  const cosigners = Object.fromEntries([...nodes].map(([id, { url }]) => [id, `${url}/${charter.origin}`]));
  const write = async (directory: string, config: LedgerConfig) => {
    await mkdir(join(directory, own), { recursive: true });
    await writeFile(join(directory, own, "ledger.json"), JSON.stringify(config));
  };
  const ledger = "rahdari/ledger/1" as const;
  await write(sequencer.directory, { ledger, role: "sequencer", charter, cosigners });
  for (const { id, node } of charter.members)
    await write(join(root, id), {
      ledger,
      role: "cosigner",
      charter,
      member: id,
      node: node?.name ?? "",
      sequencer: prefix,
    });
  const now = () => Date.now() as EpochMs;
  await foundOn(nodeFiles, join(sequencer.directory, own, "log"), charter, { headFile: HEAD_FILE, now });
  const all = [...nodes.values(), sequencer];
  await Promise.all(all.map((node) => node.start()));
  return {
    charter,
    sequencer,
    nodes,
    prefix,
    submit: (envelope) => submitTo(prefix, envelope),
    async close() {
      await Promise.all(all.map((node) => node.signal("SIGKILL")));
      await rm(root, { recursive: true });
    },
  };
}

/** Hands an envelope in over HTTP. */
export async function submitTo(prefix: string, envelope: Uint8Array): Promise<Submission> {
  const response = await fetch(`${prefix}/events`, { method: "POST", body: new Uint8Array(envelope) });
  const body = await response.json();
  if (response.ok) return body as Submission;
  return { status: "refused", refusal: body as never };
}

async function freePorts(count: number): Promise<number[]> {
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
