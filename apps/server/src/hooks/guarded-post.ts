import { lookup as dnsLookup } from "node:dns";
import { request as httpRequest } from "node:http";
import { request as httpsRequest } from "node:https";
import { BlockList, isIP, type LookupFunction } from "node:net";

/** What came of telling an address. */
export type Told = { readonly status: number } | { readonly error: string };

export type GuardOptions = {
  /** Lets addresses of this machine and of private networks be told, and plain HTTP: for trials. */
  readonly inside: boolean;
  readonly timeoutMs: number;
  /** Breaks it off. */
  readonly signal?: AbortSignal;
};

/**
 * Addresses that nobody outside may have this server call: its own, those of private networks, those that are no
 * single machine, those that lead to another address, and those kept for texts (RFC 6890 and its registries).
 */
const INSIDE = {
  ipv4: blocked("ipv4", [
    ["0.0.0.0", 8],
    ["10.0.0.0", 8],
    ["100.64.0.0", 10],
    ["127.0.0.0", 8],
    ["169.254.0.0", 16],
    ["172.16.0.0", 12],
    ["192.0.0.0", 24],
    ["192.0.2.0", 24],
    ["192.88.99.0", 24],
    ["192.168.0.0", 16],
    ["198.18.0.0", 15],
    ["198.51.100.0", 24],
    ["203.0.113.0", 24],
    ["224.0.0.0", 3],
  ]),
  // A list of its own: on one with an IPv4 address, the range of those written as IPv6 would match them all.
  ipv6: blocked("ipv6", [
    ["::", 96],
    ["::ffff:0:0", 96],
    ["::ffff:0:0:0", 96],
    ["64:ff9b::", 96],
    ["64:ff9b:1::", 48],
    ["100::", 64],
    ["2001::", 23],
    ["2001:db8::", 32],
    ["2002::", 16],
    ["3fff::", 20],
    ["5f00::", 16],
    ["fc00::", 7],
    ["fe80::", 10],
    ["fec0::", 10],
    ["ff00::", 8],
  ]),
} as const;

function blocked(family: "ipv4" | "ipv6", ranges: readonly (readonly [string, number])[]): BlockList {
  const list = new BlockList();
  for (const [address, prefix] of ranges) list.addSubnet(address, prefix, family);
  return list;
}

/** Whether an IP address is inside; one of IPv4 written as IPv6 always is, for no name outside leads to such. */
export function isInside(address: string): boolean {
  const family = isIP(address);
  if (family === 0) return true;
  const name = family === 6 ? "ipv6" : "ipv4";
  return INSIDE[name].check(address, name);
}

/** Why an address may not be told at all, before any name is looked up; undefined where it may. */
export function urlFault(text: string, { inside }: Pick<GuardOptions, "inside">): string | undefined {
  const url = new URL(text);
  if (url.username || url.password)
    return "carries a user or password; the signature is what proves the sender";
  if (inside) return undefined;
  if (url.protocol !== "https:") return "is not https";
  const host = url.hostname.replace(/^\[|\]$/g, "");
  return isIP(host) !== 0 && isInside(host) ? "is an address inside this network" : undefined;
}

/**
 * Posts a body to an address. The name is looked up once, and where it leads inside it is not called: a name may
 * lead elsewhere at every look. Redirections are not followed.
 */
export function guardedPost(
  url: string,
  body: string,
  headers: Readonly<Record<string, string>>,
  { inside, timeoutMs, signal: ended }: GuardOptions,
): Promise<Told> {
  // Added, it may be, when addresses inside were let through.
  const fault = urlFault(url, { inside });
  if (fault) return Promise.resolve({ error: fault });
  const target = new URL(url);
  const send = target.protocol === "https:" ? httpsRequest : httpRequest;
  const { promise, resolve } = Promise.withResolvers<Told>();
  const timeout = AbortSignal.timeout(timeoutMs);
  const signal = ended ? AbortSignal.any([timeout, ended]) : timeout;
  const options = {
    method: "POST",
    headers: { ...headers, "content-length": String(Buffer.byteLength(body)) },
    signal,
    agent: false,
    ...(!inside && { lookup: outsideOnly }),
  } as const;
  const request = send(target, options, (response) => {
    response.resume();
    response.once("end", () => resolve({ status: response.statusCode ?? 0 }));
    response.once("error", (error) => resolve({ error: error.message }));
    // Whoever answers for ever is not listened to.
    response.once("close", () => resolve({ status: response.statusCode ?? 0 }));
  });
  request.once("error", (error) => resolve({ error: signal.aborted ? "no answer in time" : error.message }));
  request.end(body);
  return promise;
}

const outsideOnly: LookupFunction = (hostname, options, callback) => {
  dnsLookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return callback(error, "", 4);
    const outside = addresses.filter(({ address }) => !isInside(address));
    const [first] = outside;
    if (!first || outside.length < addresses.length)
      return callback(new Error(`${hostname} leads to an address inside this network`), "", 4);
    if (options.all) return callback(null, outside);
    return callback(null, first.address, first.family);
  });
};
