import type { Network } from "@rahdari/network";
import { formatCsv, formatGeojson, formatText, type PlanAnswer, plan } from "@rahdari/planner";
import { type Arguments, readArguments } from "../arguments.ts";
import { linesForMaps, networkOf } from "../data.ts";
import { EXIT, type ExitCode, type Io } from "../io.ts";
import { FORMATS, type Format, PLAN_OPTIONS, planRequest } from "../plan-options.ts";
import { progressLine } from "../progress.ts";
import { UsageError } from "../usage-error.ts";

/** `rahdari plan FROM TO --ready DATE ...` */
export function planCommand(given: readonly string[], io: Io): ExitCode {
  const args = readArguments(given, PLAN_OPTIONS);
  const request = planRequest(args);
  const format = formatOf(args);
  const position = positionOf(args);
  const network = networkOf(args);
  const progress = progressLine(io, "Planning");
  const answer = plan(network, request, { now: io.now(), onProgress: progress.report, ...position });
  progress.finish();
  io.out(written(answer, format, network, io));
  return answer.options.length > 0 ? EXIT.answer : EXIT.none;
}

function formatOf(args: Arguments): Format {
  const format = args.choice("format", FORMATS);
  if (args.flag("json") && format !== undefined && format !== "json") {
    throw new UsageError("bad-option", { option: "--json", message: `contradicts --format ${format}` });
  }
  return format ?? (args.flag("json") ? "json" : "text");
}

function positionOf(args: Arguments): { readonly at?: { readonly place: string; readonly on: string } } {
  const [place, on] = [args.text("at"), args.text("on")];
  if (place !== undefined && on !== undefined) return { at: { place, on } };
  if (place === undefined && on === undefined) return {};
  const option = place === undefined ? "--at" : "--on";
  throw new UsageError("missing-argument", { option, message: "--at PLACE and --on DATE belong together" });
}

function written(answer: PlanAnswer, format: Format, network: Network, io: Io): string {
  switch (format) {
    case "json":
      return `${JSON.stringify(answer, null, 2)}\n`;
    case "csv":
      return formatCsv(answer);
    case "geojson":
      return `${JSON.stringify(formatGeojson(answer, mapContext(network)))}\n`;
    case "text": {
      const nameOf = (place: string) => network.places.get(place)?.name ?? place;
      return formatText(answer, { nameOf, width: Math.min(io.columns ?? 96, 100) });
    }
  }
}

function mapContext(network: Network) {
  const positionOf = (id: string) => {
    const place = network.places.get(id);
    return place ? ([place.lon, place.lat] as const) : undefined;
  };
  return { lines: linesForMaps(), positionOf };
}
