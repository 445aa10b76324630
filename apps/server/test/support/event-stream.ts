import type { JsonObject } from "@rahdari/ledger";
import { eventually } from "./serve.ts";

export type Told = { readonly id: number; readonly kind: string; readonly data: JsonObject };

/** Follows server-sent events over HTTP, as a client of somebody else's would read them. */
export class EventStream {
  readonly status: number;
  readonly told: Told[] = [];
  readonly headers: Headers;
  comments = 0;
  ended = false;
  readonly #gone: AbortController;

  private constructor(response: Response, gone: AbortController) {
    this.status = response.status;
    this.headers = response.headers;
    this.#gone = gone;
  }

  static async open(url: string, key: string, lastEventId?: number): Promise<EventStream> {
    const gone = new AbortController();
    const headers = {
      authorization: `Bearer ${key}`,
      ...(lastEventId !== undefined && { "last-event-id": String(lastEventId) }),
    };
    const response = await fetch(url, { headers, signal: gone.signal });
    const stream = new EventStream(response, gone);
    void stream.#read(response);
    return stream;
  }

  get entries(): number[] {
    return this.told.map(({ id }) => id);
  }

  /** Resolves once so many events have come. */
  until(count: number): Promise<void> {
    return eventually(() => this.told.length >= count);
  }

  leave(): void {
    this.#gone.abort();
  }

  async #read({ body }: Response): Promise<void> {
    let text = "";
    try {
      for await (const part of body?.pipeThrough(new TextDecoderStream()) ?? []) {
        text += part;
        const blocks = text.split("\n\n");
        text = blocks.pop() ?? "";
        for (const block of blocks) this.#take(block);
      }
    } catch {
      // Left, or cut off.
    }
    this.ended = true;
  }

  #take(block: string): void {
    if (block.startsWith(":")) {
      this.comments++;
      return;
    }
    const fields = new Map(block.split("\n").map((line) => line.split(/: (.*)/s) as [string, string]));
    const data = JSON.parse(fields.get("data") ?? "{}") as JsonObject;
    this.told.push({ id: Number(fields.get("id")), kind: fields.get("event") ?? "", data });
  }
}
