import { onTestFinished } from "vitest";
import { Desk, freePorts, ORIGIN, Process } from "./ledger-fixture.ts";

export const MEMBERS = ["--member", "PK", "--member", "AF"];
export const OFFICES = ["PK/lahore", "PK/torkham-pk", "AF/torkham-af"];

/** A place of its own for one test, with this in the environment of its commands. */
export function deskOfTest(env: Readonly<Record<string, string>> = {}): Desk {
  const desk = new Desk(env);
  onTestFinished(() => desk.close());
  return desk;
}

/** A ledger for transit with a key of Pakistan's for its interface. */
export async function founded(
  desk: Desk,
  name = "node",
  origin = ORIGIN,
): Promise<{ readonly dir: string; readonly key: string }> {
  const dir = desk.path(name);
  const offices = OFFICES.flatMap((office) => ["--office", office]);
  const own = ["--machine", "transit/1", "--origin", origin, ...MEMBERS, ...offices];
  await desk.json("ledger", "init", dir, ...own);
  const { key } = await desk.json("transit", "key", "add", dir, "--as", "PK", "--label", "all of PK");
  return { dir, key };
}

export type Server = { readonly url: string; readonly process: Process };

/** `rahdari transit serve` as a process, which ends with the test at the latest. */
export async function serving({ env }: Desk, dir: string): Promise<Server> {
  const [port] = await freePorts(1);
  const process = new Process(["transit", "serve", dir, "--port", String(port), "--json"], env);
  onTestFinished(async () => void (await process.end()));
  const { address } = JSON.parse(await process.start());
  return { url: address, process };
}

type Message = { readonly office: string; readonly kind: string; readonly body: object };

/** Hands a message in under an Idempotency-Key. `group`: last part of its address. */
export async function say(
  url: string,
  { key, id, group }: { readonly key: string; readonly id: string; readonly group: string },
  message: Message,
) {
  const response = await fetch(`${url}/v1/transit/messages/${group}`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${key}`,
      "content-type": "application/json",
      "idempotency-key": id,
    },
    body: JSON.stringify(message),
  });
  return { status: response.status, body: await response.json() };
}

/** Has Pakistan admit a guarantor, or a holder. */
export function admit(url: string, key: string, kind: "guarantor" | "holder", subject: string) {
  const message = { office: "PK/lahore", kind: `${kind}.authorise`, body: { [kind]: subject } };
  return say(
    url,
    { key, id: `admit ${subject}`.replaceAll(" ", "-"), group: "holders-and-guarantors" },
    message,
  );
}

export function get(url: string, key: string, path: string): Promise<Response> {
  return fetch(`${url}/${path}`, { headers: { authorization: `Bearer ${key}` } });
}
