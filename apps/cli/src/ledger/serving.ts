import { type Logger, pino } from "pino";
import type { Arguments } from "../arguments.ts";
import type { Io } from "../io.ts";
import { UsageError } from "../usage-error.ts";

export const SERVE_OPTIONS = {
  port: { type: "string" },
  host: { type: "string" },
  "log-level": { type: "string" },
  json: { type: "boolean" },
} as const;

const LEVELS = ["debug", "info", "warn", "error", "silent"] as const;

/** The second listener of a service that answers more than one kind of caller. */
export const NODE_OPTIONS = { "node-port": { type: "string" }, "node-host": { type: "string" } } as const;

export type Listener = { readonly host: string; readonly port: number };

/** Where a service listens; this machine alone unless `--host` says otherwise. `prefix`: of the options' names. */
export function listenerIn(args: Arguments, prefix: "" | "node-" = ""): Listener {
  const name = `--${prefix}port`;
  const text = args.text(`${prefix}port`);
  const port = Number(text);
  if (text === undefined || !/^\d{1,5}$/.test(text) || port > 65_535) {
    const message = text === undefined ? `say on which port: ${name} N` : `not a port: ${text}`;
    throw new UsageError(text === undefined ? "missing-argument" : "bad-option", { option: name, message });
  }
  return { host: args.text(`${prefix}host`) ?? "127.0.0.1", port };
}

/** Logs of a service: a line of JSON each, on standard error. */
export function loggerOf(args: Arguments, io: Io): Logger {
  const level = args.choice("log-level", LEVELS) ?? "info";
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, { write: io.err });
}
