import type { HookScope } from "@rahdari/api";
import { type Movement, TASKS, type TaskName, type TransitState } from "@rahdari/transit";
import type { SelectQueryBuilder } from "kysely";
import { maySee, maySeeGuarantee } from "../desk/access.ts";
import type { Actor } from "../desk/actor.ts";
import type { Store } from "../store/store.ts";
import type {
  GuaranteeRow,
  MessageRow,
  MovementRow,
  PayloadRow,
  SealRow,
  Tables,
  TaskRow,
} from "../store/tables.ts";
import { messagesOfOffice } from "./office-messages.ts";

export type Page = { readonly after: number; readonly limit: number };
export type MovementFilter = {
  readonly state?: MovementRow["state"] | undefined;
  readonly regime?: MovementRow["regime"] | undefined;
  readonly office?: string | undefined;
  readonly reference?: string | undefined;
};
export type QueueFilter = {
  readonly task?: TaskName | undefined;
  /** Change and task of the last one of the page before: "4711.accept". An entry changes one movement. */
  readonly after?: string | undefined;
};
export type Liability = {
  readonly movement: string;
  readonly operation: string;
  readonly territory: string;
  /** Cents of the guarantee's currency. */
  readonly reserved: number;
};
/** What waits for an office, with the movement that it is about. */
export type Waiting = TaskRow &
  Pick<MovementRow, "state" | "regime" | "holder" | "reference" | "registration" | "until">;

/** Reads the tables, each caller what it may see. */
export class Records {
  readonly #db: Store["db"];
  readonly #state: () => TransitState;

  constructor({ db }: Store, state: () => TransitState) {
    this.#db = db;
    this.#state = state;
  }

  /** Movements that the actor may see, by when they were lodged. */
  async movements(actor: Actor, filter: MovementFilter, { after, limit }: Page): Promise<MovementRow[]> {
    const { state, regime, office, reference } = filter;
    const all = this.#db.selectFrom("movement").selectAll("movement").where("movement.lodged", ">", after);
    const ofOffice =
      office === undefined
        ? all
        : all.where("movement.id", "in", (sub) =>
            sub.selectFrom("movement_office").select("movement").where("office", "=", office),
          );
    const filtered = ofOffice.where(({ eb, and }) =>
      and([
        ...(state === undefined ? [] : [eb("movement.state", "=", state)]),
        ...(regime === undefined ? [] : [eb("movement.regime", "=", regime)]),
        ...(reference === undefined ? [] : [eb("movement.reference", "=", reference)]),
      ]),
    );
    return visible(filtered, actor).orderBy("movement.lodged").limit(limit).execute();
  }

  /** A movement; undefined where there is none that the actor may see. */
  async movement(actor: Actor, id: string): Promise<MovementRow | undefined> {
    const one = this.#db.selectFrom("movement").selectAll().where("id", "=", id);
    const row = await one.executeTakeFirst();
    return row && maySee(actor, row, this.#state()) ? row : undefined;
  }

  async seals(movement: string): Promise<SealRow[]> {
    return this.#db.selectFrom("seal").selectAll().where("movement", "=", movement).orderBy("id").execute();
  }

  async guarantee(id: string): Promise<GuaranteeRow | undefined> {
    return this.#db.selectFrom("guarantee").selectAll().where("id", "=", id).executeTakeFirst();
  }

  /** What is reserved of a guarantee, operation by operation. */
  liabilities(guarantee: string): Promise<Liability[]> {
    return this.#db
      .selectFrom("operation")
      .innerJoin("movement", "movement.id", "operation.movement")
      .select([
        "operation.movement",
        "operation.id as operation",
        "operation.territory",
        "operation.reserved",
      ])
      .where("movement.guarantee", "=", guarantee)
      .where("operation.reserved", ">", 0)
      .orderBy("operation.changed")
      .execute();
  }

  /** What waits for an office, the longest unchanged first: the page is cut before movements are looked at. */
  queue(office: string, { task, after }: QueueFilter, limit: number): Promise<Waiting[]> {
    const [changed = "0", name] = after?.split(".") ?? [];
    const last = TASKS.find((one) => one === name);
    return this.#db
      .selectFrom((sub) =>
        sub
          .selectFrom("task")
          .selectAll()
          .where(({ eb, and, refTuple, tuple }) =>
            and([
              eb("office", "=", office),
              ...(task === undefined ? [] : [eb("task", "=", task)]),
              ...(last ? [eb(refTuple("changed", "task"), ">", tuple(Number(changed), last))] : []),
            ]),
          )
          .orderBy("changed")
          .orderBy("task")
          .limit(limit)
          .as("page"),
      )
      .innerJoin("movement", "movement.id", "page.movement")
      .selectAll("page")
      .select(["movement.state", "movement.regime", "movement.holder", "movement.reference"])
      .select(["movement.registration", "movement.until"])
      .orderBy("page.changed")
      .orderBy("page.task")
      .execute();
  }

  /** How much waits for an office, by what is to be done. */
  async counts(office: string): Promise<Readonly<Record<string, number>>> {
    const rows = await this.#db
      .selectFrom("task")
      .select(["task", ({ fn }) => fn.countAll<number>().as("count")])
      .where("office", "=", office)
      .groupBy("task")
      .orderBy("task")
      .execute();
    return Object.fromEntries(rows.map(({ task, count }) => [task, Number(count)]));
  }

  /** Messages from an entry on, in the order of the ledger. */
  messages(scope: HookScope, page: Page): Promise<MessageRow[]> {
    if (scope.of === "office") return messagesOfOffice(this.#db, scope.office, page);
    const all = this.#db.selectFrom("message").selectAll().where("entry", ">", page.after);
    const own = scope.of === "all" ? all : all.where("movement", "=", scope.movement);
    return own.orderBy("entry").limit(page.limit).execute();
  }

  /** Messages about guarantees and no movement, in the order of the ledger: registration, cancellation, queries. */
  async messagesOfGuarantees(ids: readonly string[], { after, limit }: Page): Promise<MessageRow[]> {
    if (ids.length === 0) return [];
    return this.#db
      .selectFrom("message")
      .selectAll()
      .where("movement", "is", null)
      .where("guarantee", "in", ids)
      .where("entry", ">", after)
      .orderBy("entry")
      .limit(limit)
      .execute();
  }

  async message(entry: number): Promise<MessageRow | undefined> {
    return this.#db.selectFrom("message").selectAll().where("entry", "=", entry).executeTakeFirst();
  }

  /** The private payload that a movement's declaration commits to, where it was given to this server. */
  async payload({ id, commit }: Pick<Movement, "id" | "commit">): Promise<PayloadRow | undefined> {
    if (commit === null) return undefined;
    const one = this.#db.selectFrom("payload").selectAll();
    return one.where("commit", "=", commit).where("movement", "=", id).executeTakeFirst();
  }

  /** All private payloads that declarations of a movement commit to, by their commitment. */
  async payloads(movement: string): Promise<ReadonlyMap<string, PayloadRow>> {
    const rows = await this.#db.selectFrom("payload").selectAll().where("movement", "=", movement).execute();
    return new Map(rows.map((row) => [row.commit, row]));
  }

  /** Guarantees by their references; those that are not known are left out. */
  guarantees(ids: readonly string[]): Promise<GuaranteeRow[]> {
    return this.#db.selectFrom("guarantee").selectAll().where("id", "in", ids).orderBy("id").execute();
  }

  /** Whether a declaration of a movement that the ledger accepted commits to a root. */
  async isCommitted(movement: string, commit: string): Promise<boolean> {
    const own = this.#db.selectFrom("message").select("entry").where("movement", "=", movement);
    const one = own.where("commit", "=", commit).where("code", "is", null).limit(1);
    return (await one.executeTakeFirst()) !== undefined;
  }

  /** Whether an actor may see a message: what is about no movement, or was rejected, concerns the authorities alone. */
  async maySeeMessage(actor: Actor, { movement, guarantee, code }: MessageRow): Promise<boolean> {
    if (actor.role === "authority") return true;
    if (code !== null) return false;
    const state = this.#state();
    const own = movement === null ? undefined : state.movements.get(movement);
    if (own) return maySee(actor, own, state);
    const cover = guarantee === null ? undefined : state.guarantees.get(guarantee);
    return cover !== undefined && maySeeGuarantee(actor, cover);
  }
}

/** Of messages about one movement those that an actor may see: what was rejected may be somebody else's. */
export function shownTo({ role }: Actor, messages: readonly MessageRow[]): readonly MessageRow[] {
  return role === "authority" ? messages : messages.filter(({ code }) => code === null);
}

/** The movement as the state machine has it, out of its row. */
export function movementIn({ detail }: Pick<MovementRow, "detail">): Movement {
  return JSON.parse(detail) as Movement;
}

type Movements = SelectQueryBuilder<Tables, "movement", MovementRow>;

function visible(all: Movements, { role, subject }: Actor): Movements {
  if (role === "authority") return all;
  if (role === "holder") return all.where("movement.holder", "=", subject);
  return all.where("movement.guarantee", "in", (sub) =>
    sub.selectFrom("guarantee").select("id").where("guarantor", "=", subject),
  );
}
