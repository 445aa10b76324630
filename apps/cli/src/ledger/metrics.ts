import type { LedgerNode, Submission } from "@rahdari/ledger";
import { Counter, Gauge, Histogram, Registry } from "prom-client";

/** What a node counts, as Prometheus reads it. */
export type NodeMetrics = {
  readonly onSubmission: (origin: string, submission: Submission, ms: number) => void;
  readonly onTrouble: (origin: string, who: string) => void;
  /** Text of the exposition format, with its type. */
  readonly read: (node: LedgerNode) => Promise<{ readonly text: string; readonly type: string }>;
};

const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
const LEDGER = ["ledger"] as const;

export function nodeMetrics(): NodeMetrics {
  const registers = [new Registry()];
  const gauge = (name: string, help: string) =>
    new Gauge({ name: `rahdari_ledger_${name}`, help, labelNames: LEDGER, registers });
  const gauges = {
    entries: gauge("entries", "Entries on the disk"),
    final: gauge("final_entries", "Entries that the last final checkpoint counts; a cosigner's own last one"),
    parked: gauge("parked", "Events kept until those before them come"),
    waiting: gauge("waiting", "Events that wait for their turn to be written"),
    batches: gauge("batches", "Times that entries were written since the start"),
  };
  const submissions = new Counter({
    name: "rahdari_ledger_submissions_total",
    help: "Events handed in, by what became of them",
    labelNames: ["ledger", "status"] as const,
    registers,
  });
  const refusals = new Counter({
    name: "rahdari_ledger_refusals_total",
    help: "Events not taken in or rejected, by code",
    labelNames: ["ledger", "code"] as const,
    registers,
  });
  const seconds = new Histogram({
    name: "rahdari_ledger_submit_seconds",
    help: "From an event's arrival to the answer",
    labelNames: LEDGER,
    buckets: SECONDS,
    registers,
  });
  const trouble = new Counter({
    name: "rahdari_ledger_cosigner_trouble_total",
    help: "Cosignatures not had, by cosigner",
    labelNames: ["ledger", "cosigner"] as const,
    registers,
  });
  const failures = new Counter({
    name: "rahdari_ledger_failures_total",
    help: "Faults of this node itself, such as a full disk",
    labelNames: LEDGER,
    registers,
  });
  return {
    onSubmission(ledger, submission, ms) {
      const code = codeOf(submission);
      submissions.inc({ ledger, status: submission.status });
      if (code !== undefined) refusals.inc({ ledger, code });
      seconds.observe({ ledger }, ms / 1000);
    },
    onTrouble: (ledger, who) =>
      who === "disk" || who === "node" ? failures.inc({ ledger }) : trouble.inc({ ledger, cosigner: who }),
    async read(node) {
      for (const [ledger, one] of Object.entries(sizes(node)))
        for (const [name, value] of Object.entries(one))
          gauges[name as keyof typeof gauges].set({ ledger }, value);
      const [register] = registers;
      return { text: (await register?.metrics()) ?? "", type: register?.contentType ?? "text/plain" };
    },
  };
}

type Sizes = Partial<Record<"entries" | "final" | "parked" | "waiting" | "batches", number>>;

/** How far each ledger of a node is, by origin. */
export function sizes(node: LedgerNode): Record<string, Sizes> {
  return Object.fromEntries(
    [...node.ledgers.values()].map(({ origin, engine, mirror }): [string, Sizes] => {
      if (!engine) return [origin, { entries: mirror?.log.size ?? 0, final: mirror?.log.size ?? 0 }];
      const { log, state, parked, waiting, batches } = engine;
      return [origin, { entries: log.size, final: state.size, parked, waiting, batches }];
    }),
  );
}

/** Codes are a closed list of the ledger's and its state machine's: no caller can make up labels. */
function codeOf(submission: Submission): string | undefined {
  if (submission.status === "refused") return submission.refusal.code;
  if (submission.status === "parked" || submission.outcome.status === "accepted") return undefined;
  return submission.outcome.code;
}
