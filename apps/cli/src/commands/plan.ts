import { FORMATS, type Format } from "@rahdari/api";
import { formatCsv, formatGeojson, formatText, type PlanAnswer, type Standing } from "@rahdari/planner";
import { type Arguments, readArguments } from "../arguments.ts";
import { EXIT, type ExitCode, type Io } from "../io.ts";
import { PLAN_OPTIONS, planRequest } from "../plan-options.ts";
import { localPlanner } from "../planning/local-planner.ts";
import type { Planner } from "../planning/planner.ts";
import { remotePlanner } from "../planning/remote-planner.ts";
import { UsageError } from "../usage-error.ts";

/** `rahdari plan FROM TO --ready DATE ...`, here or with `--server URL` by a running server. */
export async function planCommand(given: readonly string[], io: Io): Promise<ExitCode> {
  const args = readArguments(given, PLAN_OPTIONS);
  const request = planRequest(args);
  const format = formatOf(args);
  const standing = standingOf(args);
  const planner = plannerOf(args, io);
  const answer = await planner.plan(request, standing);
  io.out(await written(answer, format, planner, io));
  return answer.options.length > 0 ? EXIT.answer : EXIT.none;
}

function plannerOf(args: Arguments, io: Io): Planner {
  const server = args.text("server");
  if (server === undefined) return localPlanner(args, io);
  if (args.all("data").length > 0) {
    throw new UsageError("bad-option", {
      option: "--data",
      message: "has no say with --server: the server plans on its own data; start it with --data",
    });
  }
  return remotePlanner(server, io);
}

function formatOf(args: Arguments): Format {
  const format = args.choice("format", FORMATS);
  if (args.flag("json") && format !== undefined && format !== "json") {
    throw new UsageError("bad-option", { option: "--json", message: `contradicts --format ${format}` });
  }
  return format ?? (args.flag("json") ? "json" : "text");
}

function standingOf(args: Arguments): Standing | undefined {
  const [place, on] = [args.text("at"), args.text("on")];
  if (place !== undefined && on !== undefined) return { place, on };
  if (place === undefined && on === undefined) return undefined;
  const option = place === undefined ? "--at" : "--on";
  throw new UsageError("missing-argument", { option, message: "--at PLACE and --on DATE belong together" });
}

async function written(answer: PlanAnswer, format: Format, planner: Planner, io: Io): Promise<string> {
  switch (format) {
    case "json":
      return `${JSON.stringify(answer, null, 2)}\n`;
    case "csv":
      return formatCsv(answer);
    case "geojson":
      return `${JSON.stringify(formatGeojson(answer, await planner.map()))}\n`;
    case "text":
      return formatText(answer, { nameOf: await planner.names(), width: Math.min(io.columns ?? 96, 100) });
  }
}
