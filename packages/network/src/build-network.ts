import type { DataKind, RecordOf } from "./data-kind.ts";
import { type Issue, NetworkError } from "./error.ts";
import { type Network, newestDate, type Origin } from "./network.ts";
import { type DataFile, type Entry, parseFile } from "./parse-file.ts";

/** What comes with the layers: the HS table, and issues met while reading. */
export type Besides = { readonly goods?: ReadonlyMap<string, string>; readonly issues?: readonly Issue[] };

/**
 * Parses layers of data files, the first at the bottom, into a network.
 * Throws `NetworkError` code `bad-data` with the issues met before and all issues of the files.
 */
export function buildNetwork(layers: readonly (readonly DataFile[])[], besides: Besides = {}): Network {
  const issues: Issue[] = [...(besides.issues ?? [])];
  const entries = layers.flatMap((files) => parseLayer(files, issues));
  if (issues.length > 0) throw new NetworkError({ code: "bad-data", issues });
  return assemble(entries, besides.goods ?? new Map());
}

function parseLayer(files: readonly DataFile[], issues: Issue[]): readonly Entry[] {
  const parsed = files.map(parseFile);
  for (const file of parsed) issues.push(...file.issues);
  const entries = parsed.flatMap((file) => file.entries);
  issues.push(...duplicates(entries));
  return entries;
}

/** As many repeated records of one layer are listed; a copied file repeats all of its own. */
const MAX_DUPLICATES = 100;

function duplicates(entries: readonly Entry[]): readonly Issue[] {
  const first = new Map<string, Entry>();
  const issues = entries.flatMap((entry): readonly Issue[] => {
    const name = originKey(entry.kind, entry.key);
    const earlier = first.get(name);
    if (earlier === undefined) first.set(name, entry);
    const reason = `${entry.key} is already given at ${earlier?.file}#${earlier?.path}`;
    return earlier === undefined ? [] : [{ file: entry.file, path: entry.path, reason }];
  });
  const last = issues[MAX_DUPLICATES];
  if (last === undefined) return issues;
  const reason = `and ${issues.length - MAX_DUPLICATES} more records that are given twice`;
  return [...issues.slice(0, MAX_DUPLICATES), { ...last, reason }];
}

function assemble(entries: readonly Entry[], goods: ReadonlyMap<string, string>): Network {
  const sources = recordsOf(entries, "sources");
  return {
    places: recordsOf(entries, "places"),
    links: recordsOf(entries, "links"),
    crossings: recordsOf(entries, "crossings"),
    calendars: recordsOf(entries, "calendars"),
    papers: recordsOf(entries, "papers"),
    holidays: recordsOf(entries, "holidays"),
    sources,
    closures: [...recordsOf(entries, "closures").values()],
    access: [...recordsOf(entries, "access").values()],
    indicators: [...recordsOf(entries, "indicators").values()],
    projects: [...recordsOf(entries, "projects").values()],
    journeys: [...recordsOf(entries, "journeys").values()],
    goods,
    newestSource: newestDate(sources.values()),
    origins: new Map(
      entries.map(({ kind, key, file, path }): [string, Origin] => [originKey(kind, key), { file, path }]),
    ),
  };
}

/** A later layer's record takes the place of the earlier one, order kept. */
function recordsOf<Kind extends DataKind>(
  entries: readonly Entry[],
  kind: Kind,
): Map<string, RecordOf<Kind>> {
  const records = new Map<string, RecordOf<Kind>>();
  for (const entry of entries) if (isOf(entry, kind)) records.set(entry.key, entry.record);
  return records;
}

function isOf<Kind extends DataKind>(entry: Entry, kind: Kind): entry is Entry<Kind> {
  return entry.kind === kind;
}

/** Key of `Network.origins`. */
export function originKey(kind: DataKind, key: string): string {
  return `${kind}/${key}`;
}
