import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { Agent, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Envelope, HEAD_FILE, type LedgerConfig, ledgerDirectory } from "@rahdari/ledger";
import { quantile } from "../measure.ts";
import { atLeast, type Report, type Suite } from "../report.ts";
import { charterOf, eachItsOwn, found, Office, ORIGIN, openingOf } from "./setting.ts";

const MEMBERS = ["AA", "BB", "CC", "DD"];
const CALLERS = 128;
/** Of each caller. */
const EVENTS = 32;
const WARM = 2;
const FIRST_PORT = 18_790;
const SCRIPT = fileURLToPath(new URL("./node-process.ts", import.meta.url));

/** Four nodes that execute and cosign, and a sequencer, each a process, over HTTP on this machine. */
export const cosignedSuite: Suite = {
  name: "ledger-cosigned",
  async run(progress) {
    const root = mkdtempSync(join(tmpdir(), "rahdari-bench-"));
    progress(`${CALLERS * EVENTS} events are signed, five processes started`);
    const children = await start(root);
    try {
      // An office each: what one author sends by many lines at once may come out of its order, and then waits.
      const offices = Array.from({ length: CALLERS }, (_, i) => new Office(`AA/desk-${i}`));
      const opening = await openingOf(offices);
      const lists = await Promise.all(offices.map((office) => reservations(office, WARM + EVENTS)));
      for (const envelope of opening) await submit(envelope);
      await eachItsOwn(
        lists.map((list) => list.slice(0, WARM)),
        submit,
      );
      progress(`${CALLERS} callers`);
      const { perSecond, ms } = await eachItsOwn(
        lists.map((list) => list.slice(WARM)),
        submit,
      );
      return report(perSecond, ms);
    } finally {
      for (const child of children) child.kill("SIGKILL");
      rmSync(root, { recursive: true, force: true });
    }
  },
};

async function reservations(office: Office, count: number): Promise<Envelope[]> {
  const envelopes: Envelope[] = [];
  for (let i = 0; i < count; i++) envelopes.push(await office.reserve(`${office.author.slice(3)}-${i}`));
  return envelopes;
}

async function start(root: string): Promise<ChildProcess[]> {
  const charter = charterOf(MEMBERS, "two-thirds");
  const ports = new Map(MEMBERS.map((id, i) => [id, FIRST_PORT + 1 + i]));
  const url = (port: number) => `http://127.0.0.1:${port}/${ORIGIN}`;
  const cosigners = Object.fromEntries([...ports].map(([id, port]) => [id, url(port)]));
  const ledger = "rahdari/ledger/1" as const;
  write(join(root, "sequencer"), { ledger, role: "sequencer", charter, cosigners });
  for (const { id, node } of charter.members)
    write(join(root, id), {
      ledger,
      role: "cosigner",
      charter,
      member: id,
      node: node?.name ?? "",
      sequencer: url(FIRST_PORT),
    });
  await found(join(root, "sequencer", ledgerDirectory(ORIGIN), "log"), charter, {
    headFile: HEAD_FILE,
  });
  const nodes = [...ports].map(([id, port]) => spawnNode(join(root, id), port));
  return Promise.all([...nodes, spawnNode(join(root, "sequencer"), FIRST_PORT)]);
}

function write(directory: string, config: LedgerConfig): void {
  const own = join(directory, ledgerDirectory(ORIGIN));
  mkdirSync(own, { recursive: true });
  writeFileSync(join(own, "ledger.json"), JSON.stringify(config));
}

function spawnNode(directory: string, port: number): Promise<ChildProcess> {
  const child = spawn(process.execPath, [SCRIPT, directory, String(port)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  return new Promise((resolve, reject) => {
    child.stdout.once("data", () => resolve(child));
    child.once("exit", (code) => reject(new Error(`a node ended with ${code}`)));
  });
}

const agent = new Agent({ keepAlive: true, maxSockets: CALLERS });

/** By node:http: the caller shares the two cores with what is measured. */
function submit({ bytes }: Envelope): Promise<void> {
  return new Promise((resolve, reject) => {
    const call = request(
      { agent, host: "127.0.0.1", port: FIRST_PORT, path: `/${ORIGIN}/events`, method: "POST" },
      (response) => {
        response.resume();
        response.once("end", () =>
          response.statusCode === 200 ? resolve() : reject(new Error(`not final: ${response.statusCode}`)),
        );
      },
    );
    call.once("error", reject);
    call.end(bytes);
  });
}

function report(perSecond: number, ms: readonly number[]): Report {
  return {
    suite: "ledger-cosigned",
    what: "events made final by 3 of 4 nodes that execute them again, five processes over HTTP on one machine",
    size: { events: CALLERS * EVENTS, callers: CALLERS, nodes: MEMBERS.length },
    columns: ["", "events/s", "p50 ms", "p99 ms"],
    rows: [["cosigned", perSecond, quantile(ms, 0.5), quantile(ms, 0.99)]],
    checks: [atLeast("events/s", perSecond, 500)],
    notes: ["six processes, the caller among them, share the cores; each signature is checked five times"],
  };
}
