import { API_VERSION, type ApiClient, apiClient, PlanAnswer, RequestFailure } from "@rahdari/api";
import type { LinkLine } from "@rahdari/planner";
import type { Io } from "../io.ts";
import { UsageError } from "../usage-error.ts";
import type { Planner } from "./planner.ts";

/** A plan takes a second; a server that takes longer than this is as good as away. */
const PATIENCE_MS = 60_000;
const QUIET_MS = 2000;

/** Has plans made by the server at `address`. Throws UsageError for an address that is none. */
export function remotePlanner(address: string, io: Io): Planner {
  const base = baseOf(address);
  const api = apiClient({ base, fetch: (input, init) => io.fetch(input, init) });
  const patience = () => ({ signal: AbortSignal.timeout(PATIENCE_MS) });
  return {
    plan: (request, standing) =>
      waiting(io, base, async () => {
        await checkVersion(api, base);
        const at = standing ? { at: standing } : {};
        return checked(await api.plan(request, { ...patience(), ...at }), base);
      }),
    names: async () => {
      const { places } = await api.network({}, patience());
      const names = new Map(places.map(({ id, name }) => [id, name]));
      return (place) => names.get(place) ?? place;
    },
    map: async () => {
      const [{ places }, { features }] = await Promise.all([
        api.network({}, patience()),
        api.geometry(patience()),
      ]);
      const positions = new Map(places.map(({ id, lon, lat }) => [id, [lon, lat] as const]));
      const lines = new Map<string, LinkLine>(
        features.map(({ properties, geometry }) => [properties.link, { basis: properties.basis, geometry }]),
      );
      return { lines, positionOf: (id) => positions.get(id) };
    },
  };
}

function baseOf(address: string): string {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  const plain =
    url && /^https?:$/.test(url.protocol) && url.username === "" && url.search === "" && url.hash === "";
  if (plain) return url.href.replace(/\/+$/, "");
  const message = `not the address of a server, such as http://localhost:8787: ${address}`;
  throw new UsageError("bad-option", { option: "--server", message });
}

/** That it is a Rahdari server, and speaks as this program does. */
async function checkVersion(api: ApiClient, base: string): Promise<void> {
  const health = await api.health({ signal: AbortSignal.timeout(PATIENCE_MS) }).catch((error) => {
    if (error instanceof RequestFailure && error.kind === "network") {
      throw new RequestFailure("network", `${base} cannot be reached`, { cause: error.cause });
    }
    throw new RequestFailure("answer", `${base} is not a Rahdari server`, { cause: error });
  });
  if (health?.status !== "ok") throw new RequestFailure("answer", `${base} is not a Rahdari server`);
  if (health.api === API_VERSION) return;
  const message = `${base} is of another version: its interface is ${health.api ?? "older"}, this program's ${API_VERSION}`;
  throw new RequestFailure("answer", `${message}; use the same release on both`);
}

/** The answer as it came, once it reads as one: newer servers may say more, and what they say is passed on. */
function checked(answer: PlanAnswer, base: string): PlanAnswer {
  const { error } = PlanAnswer.safeParse(answer);
  if (!error) return answer;
  const at = error.issues[0]?.path.join("/") ?? "";
  const message = `the answer of ${base} does not read as a plan (at /${at}): is it another version?`;
  throw new RequestFailure("answer", message);
}

async function waiting<T>(io: Io, base: string, work: () => Promise<T>): Promise<T> {
  if (!io.watched) return work();
  const timer = setTimeout(() => io.err(`Waiting for ${base} ...\n`), QUIET_MS);
  try {
    return await work();
  } finally {
    clearTimeout(timer);
  }
}
