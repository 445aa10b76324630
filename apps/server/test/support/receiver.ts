import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from "node:http";
import type { JsonObject } from "@rahdari/ledger";
import { eventually, listen, stop } from "./serve.ts";

export type Delivery = {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  readonly entry: number;
};

/** Somebody's address that is told of messages: keeps what it was sent, and answers as it is set to. */
export class Receiver {
  readonly deliveries: Delivery[] = [];
  connections = 0;
  answer: (response: ServerResponse) => void = ok;
  port = 0;
  readonly #server: Server;

  private constructor() {
    this.#server = createServer((request, response) => {
      let body = "";
      request.setEncoding("utf8");
      request.on("data", (text: string) => {
        body += text;
      });
      request.on("end", () => {
        const { data } = JSON.parse(body) as { readonly data: JsonObject };
        const { headers, url = "" } = request;
        this.deliveries.push({ path: url, headers, body, entry: data.entry as number });
        this.answer(response);
      });
      request.on("error", () => {});
    });
    this.#server.on("connection", () => {
      this.connections++;
    });
  }

  static async open(): Promise<Receiver> {
    const receiver = new Receiver();
    receiver.port = await listen(receiver.#server);
    return receiver;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}/told`;
  }

  get entries(): number[] {
    return this.deliveries.map(({ entry }) => entry);
  }

  until(count: number): Promise<void> {
    return eventually(() => this.deliveries.length >= count);
  }

  close(): Promise<void> {
    return stop(this.#server);
  }
}

export function ok(response: ServerResponse): void {
  response.writeHead(204).end();
}

export function failing(status: number): (response: ServerResponse) => void {
  return (response) => response.writeHead(status).end("no");
}
