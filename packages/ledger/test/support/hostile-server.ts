import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/** An HTTP server that does as it likes. */
export type Hostile = { readonly url: string; readonly asked: () => number; close(): Promise<void> };

export async function hostileServer(answer: RequestListener): Promise<Hostile> {
  let asked = 0;
  const server: Server = createServer((request, response) => {
    asked++;
    response.on("error", () => {});
    request.resume();
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked: () => asked,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
