import { rm } from "node:fs/promises";
import { resolve } from "node:path";
import { readArguments } from "../../arguments.ts";
import { EXIT, type ExitCode, type Io } from "../../io.ts";
import { writeWhole } from "../../ledger/files.ts";
import { serveHttp } from "../../ledger/http-service.ts";
import { KeyRing } from "../../ledger/key-ring.ts";
import { ledgersIn } from "../../ledger/node-directory.ts";
import { openNodeService } from "../../ledger/node-service.ts";
import { addressFile } from "../../ledger/reach.ts";
import { listenerIn, loggerOf, SERVE_OPTIONS } from "../../ledger/serving.ts";
import { Trouble } from "../../ledger/trouble.ts";

/**
 * `rahdari ledger serve DIR --port N [--host H]`: all ledgers of a directory, each below `/ORIGIN`; `/health` and
 * `/metrics` beside them. Ends on SIGTERM or Ctrl-C after what it was at.
 */
export async function serveCommand(given: readonly string[], io: Io): Promise<ExitCode> {
  const args = readArguments(given, SERVE_OPTIONS);
  const { DIR } = args.expect("DIR");
  const directory = resolve(DIR);
  const [listener, log] = [listenerIn(args), loggerOf(args, io)];
  const configs = await ledgersIn(directory);
  if (configs.length === 0) {
    throw new Trouble("no-ledger", directory, "there is no ledger here to serve", {
      wayOut: "begin one: rahdari ledger init, found or join",
    });
  }
  const ring = await KeyRing.open(directory, io);
  const { node, answer } = await openNodeService(directory, ring, log, io);
  try {
    const service = await serveHttp(answer, { ...listener, log });
    const stopped = io.stopped();
    await writeWhole(addressFile(directory), `${service.address}\n`);
    for (const { charter, role } of configs) log.info({ ledger: charter.origin, role }, "serving");
    const urls = configs.map(({ charter }) => `${service.address}/${charter.origin}`);
    if (args.flag("json")) io.out(`${JSON.stringify({ address: service.address, ledgers: urls })}\n`);
    else io.out(urls.map((url) => `${url}\n`).join(""));
    log.info({ signal: await stopped }, "stopping");
    await rm(addressFile(directory), { force: true });
    await service.stop();
  } finally {
    await node.close();
  }
  log.info("stopped");
  return EXIT.answer;
}
