import { createServer, request, type Server } from "node:http";
import { getRequestListener } from "@hono/node-server";

export type Served = { readonly url: string; readonly port: number; stop(): Promise<void> };

/** Answers over HTTP on a free port of this machine. */
export async function serve(answer: (request: Request) => Response | Promise<Response>): Promise<Served> {
  const server = createServer(getRequestListener(answer, { overrideGlobalObjects: false }));
  const port = await listen(server);
  return { url: `http://127.0.0.1:${port}`, port, stop: () => stop(server) };
}

export function listen(server: Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      resolve(typeof address === "object" && address ? address.port : 0);
    });
  });
}

export function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

/** Sends bytes as they are, which `fetch` would not: parts of a body, headers that contradict it. */
export function send(
  port: number,
  options: {
    readonly method: string;
    readonly path: string;
    readonly headers: Record<string, string>;
    readonly parts?: Iterable<string | Buffer>;
  },
): Promise<{ readonly status: number; readonly body: string }> {
  const { method, path, headers, parts = [] } = options;
  return new Promise((resolve, reject) => {
    const call = request({ host: "127.0.0.1", port, method, path, headers, agent: false }, (response) => {
      let body = "";
      response.setEncoding("utf8");
      response.on("data", (text: string) => {
        body += text;
      });
      response.once("end", () => resolve({ status: response.statusCode ?? 0, body }));
      response.once("error", reject);
    });
    call.once("error", reject);
    for (const part of parts) call.write(part);
    call.end();
  });
}

/** Waits until something holds; throws where it does not within so many milliseconds. */
export async function eventually(holds: () => boolean | Promise<boolean>, withinMs = 5_000): Promise<void> {
  const until = performance.now() + withinMs;
  while (!(await holds())) {
    if (performance.now() > until) throw new Error("it did not come to that in time");
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
