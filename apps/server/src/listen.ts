import type { Server } from "node:http";

const DEFAULT_PORT = 8787;
const ATTEMPTS = 50;

/**
 * Listens on the port, or without one on the first free port from 8787 on; resolves to the port. Rejects with
 * the system's error when a port that was asked for is taken.
 */
export async function listen(server: Server, host: string, port: number | undefined): Promise<number> {
  if (port !== undefined) return attempt(server, host, port);
  for (let next = DEFAULT_PORT; next < DEFAULT_PORT + ATTEMPTS; next++) {
    try {
      return await attempt(server, host, next);
    } catch (error) {
      if (!isTaken(error)) throw error;
    }
  }
  return attempt(server, host, 0);
}

function attempt(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      const address = server.address();
      resolve(typeof address === "object" && address ? address.port : port);
    });
  });
}

function isTaken(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "EADDRINUSE";
}
