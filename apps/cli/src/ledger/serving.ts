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

/** Where a service listens; this machine alone unless `--host` says otherwise. */
export function listenerIn(args: Arguments): { readonly host: string; readonly port: number } {
  const text = args.text("port");
  const port = Number(text);
  if (text === undefined || !/^\d{1,5}$/.test(text) || port > 65_535) {
    const message = text === undefined ? "say on which port: --port N" : `not a port: ${text}`;
    throw new UsageError(text === undefined ? "missing-argument" : "bad-option", {
      option: "--port",
      message,
    });
  }
  return { host: args.text("host") ?? "127.0.0.1", port };
}

/** Logs of a service: a line of JSON each, on standard error. */
export function loggerOf(args: Arguments, io: Io): Logger {
  const level = args.choice("log-level", LEVELS) ?? "info";
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, { write: io.err });
}
