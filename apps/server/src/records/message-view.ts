import type { LedgerMessage } from "@rahdari/api";
import type { MessageRow } from "../store/tables.ts";
import { moment } from "./moment.ts";

/** A message as all are told it: who asks for it, who follows it, and addresses that are told. */
export function messageView(row: MessageRow): LedgerMessage {
  const { entry, kind, author, at, received, movement, guarantee, body, commit, code, path, against } = row;
  return {
    entry,
    kind,
    office: author,
    at: moment(at),
    received: moment(received),
    movement,
    guarantee,
    body: JSON.parse(body) as LedgerMessage["body"],
    commit,
    outcome:
      code === null
        ? { status: "accepted" }
        : {
            status: "rejected",
            code,
            ...(path !== null && { path }),
            ...(against !== null && { against }),
          },
  };
}
