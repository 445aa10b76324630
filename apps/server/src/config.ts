import { availableParallelism } from "node:os";
import { delimiter, resolve } from "node:path";
import { parseArgs } from "node:util";
import { z } from "zod";

const Port = z.coerce.number().int().min(0).max(65_535);
const Level = z.enum(["fatal", "error", "warn", "info", "debug", "silent"]);

const Environment = z.object({
  PORT: Port.optional(),
  HOST: z.string().min(1).default("127.0.0.1"),
  /** Further data directories, parted as in PATH; later ones lie on top. */
  RAHDARI_DATA: z.string().optional(),
  RAHDARI_WORKERS: z.coerce.number().int().min(1).max(64).optional(),
  RAHDARI_LOG: Level.optional(),
  /** Set to 1 behind a proxy that writes X-Forwarded-For itself. */
  RAHDARI_TRUST_PROXY: z.enum(["0", "1"]).default("0"),
});

export interface Config {
  /** Undefined: 8787, or the next port that is free. */
  readonly port: number | undefined;
  readonly host: string;
  readonly dataDirs: readonly string[];
  readonly workers: number;
  readonly logLevel: z.infer<typeof Level>;
  readonly trustProxy: boolean;
}

/** A setting that cannot be read; the message names it. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
}

/** Settings from `--data DIR`, `--port N`, `--host NAME` and the environment; options win. Throws ConfigError. */
export function readConfig(
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
  onTerminal: boolean,
): Config {
  const options = readOptions(args);
  const given = {
    ...environment,
    ...(options.port ? { PORT: options.port } : {}),
    ...(options.host ? { HOST: options.host } : {}),
  };
  const parsed = Environment.safeParse(given);
  if (!parsed.success) throw new ConfigError(z.prettifyError(parsed.error));
  const settings = parsed.data;
  const layers = (settings.RAHDARI_DATA ?? "").split(delimiter).filter(Boolean);
  return {
    port: settings.PORT,
    host: settings.HOST,
    dataDirs: [...layers, ...(options.data ?? [])].map((dir) => resolve(dir)),
    workers: settings.RAHDARI_WORKERS ?? availableParallelism(),
    logLevel: settings.RAHDARI_LOG ?? (onTerminal ? "warn" : "info"),
    trustProxy: settings.RAHDARI_TRUST_PROXY === "1",
  };
}

function readOptions(args: readonly string[]) {
  try {
    const text = { type: "string" } as const;
    const options = { data: { ...text, multiple: true }, port: text, host: text } as const;
    return parseArgs({ args: [...args], options }).values;
  } catch (error) {
    throw new ConfigError(error instanceof Error ? error.message : String(error));
  }
}
