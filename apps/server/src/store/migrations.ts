import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";

type Anything = Kysely<unknown>;

/** What follows from the ledger. */
const projections: Migration = {
  async up(db: Anything) {
    await sql`
      create table projection (
        id smallint primary key check (id = 1),
        ledger text not null,
        entries bigint not null,
        last text not null,
        whole boolean not null
      )`.execute(db);
    await sql`
      create table message (
        entry bigint primary key,
        kind text not null,
        author text not null,
        member text not null,
        at bigint not null,
        received bigint not null,
        movement text,
        guarantee text,
        body text not null,
        commit text,
        code text,
        path text,
        against bigint
      )`.execute(db);
    await sql`create index message_movement on message (movement, entry) where movement is not null`.execute(
      db,
    );
    await sql`create index message_author on message (author, entry)`.execute(db);
    await sql`
      create table movement_office (
        movement text not null,
        office text not null,
        since bigint not null,
        primary key (office, movement)
      )`.execute(db);
    await sql`
      create table movement (
        id text primary key,
        state text not null,
        regime text not null,
        holder text not null,
        guarantee text not null,
        reference text,
        departure text not null,
        destination text not null,
        registration text not null,
        until bigint,
        lodged bigint not null,
        changed bigint not null,
        detail text not null
      )`.execute(db);
    await sql`create index movement_holder on movement (holder, lodged)`.execute(db);
    await sql`create index movement_guarantee on movement (guarantee, lodged)`.execute(db);
    await sql`create index movement_lodged on movement (lodged)`.execute(db);
    await sql`create index movement_reference on movement (reference) where reference is not null`.execute(
      db,
    );
    await sql`
      create table task (
        movement text not null,
        office text not null,
        task text not null,
        changed bigint not null,
        primary key (movement, office, task)
      )`.execute(db);
    await sql`create index task_office on task (office, changed, task)`.execute(db);
    await sql`
      create table operation (
        id text primary key,
        movement text not null,
        sequence integer not null,
        territory text not null,
        office text not null,
        state text not null,
        started bigint not null,
        until bigint,
        terminated bigint,
        terminated_by text,
        discharged bigint,
        reserved bigint not null,
        recovery text,
        changed bigint not null,
        unique (movement, sequence)
      )`.execute(db);
    await sql`
      create table guarantee (
        id text primary key,
        state text not null,
        regime text not null,
        holder text not null,
        guarantor text not null,
        currency text not null,
        amount bigint not null,
        changed bigint not null,
        detail text not null
      )`.execute(db);
    await sql`create index guarantee_guarantor on guarantee (guarantor)`.execute(db);
    await sql`
      create table seal (
        id text primary key,
        movement text not null,
        type text not null,
        office text not null,
        state text not null,
        changed bigint not null
      )`.execute(db);
    await sql`create index seal_movement on seal (movement)`.execute(db);
  },
};

/** What no ledger holds: keys of the interface, what was handed in, private payloads, addresses to be told. */
const records: Migration = {
  async up(db: Anything) {
    await sql`
      create table credential (
        id text primary key,
        hash text not null,
        role text not null check (role in ('authority', 'holder', 'guarantor')),
        subject text not null,
        offices text,
        issuer text not null,
        label text not null,
        created bigint not null,
        revoked bigint
      )`.execute(db);
    await sql`
      create table request (
        credential text not null,
        key text not null,
        digest text not null,
        draft text not null,
        office text not null,
        after bigint not null,
        begun bigint not null,
        seq bigint,
        entry bigint,
        primary key (credential, key)
      )`.execute(db);
    await sql`create index request_open on request (office, after) where entry is null`.execute(db);
    await sql`
      create table payload (
        commit text primary key,
        movement text not null,
        opening text not null,
        received bigint not null
      )`.execute(db);
    await sql`create index payload_movement on payload (movement)`.execute(db);
    await sql`
      create table hook (
        id text primary key,
        credential text not null,
        url text not null,
        secret text not null,
        scope text not null,
        next bigint not null,
        failures integer not null,
        due bigint not null,
        ended text
      )`.execute(db);
  },
};

/** What was said of a guarantee before any movement relied on it goes into the formats of others. */
const guaranteeMessages: Migration = {
  async up(db: Anything) {
    await sql`
      create index message_guarantee on message (guarantee, entry)
      where movement is null and guarantee is not null`.execute(db);
  },
};

/** A payload goes with the request that brought it, and the same request brings the same one again. */
const payloadsOfRequests: Migration = {
  async up(db: Anything) {
    await sql`alter table request add column commit text, add column seed text`.execute(db);
  },
};

/** Whose the records are, where nothing that is made anew takes it along. */
const owner: Migration = {
  async up(db: Anything) {
    await sql`create table ledger (id smallint primary key check (id = 1), origin text not null)`.execute(db);
    await sql`insert into ledger select id, ledger from projection`.execute(db);
    await sql`alter table projection drop column ledger`.execute(db);
  },
};

/** What the ledger refuses outright is not open any more; what is, is found by its place in the journal. */
const refusals: Migration = {
  async up(db: Anything) {
    await sql`alter table request add column refused text`.execute(db);
    await sql`drop index request_open`.execute(db);
    await sql`create index request_open on request (office, seq) where entry is null`.execute(db);
  },
};

/** What came of telling an address last, where it did not take it. */
const hookTrouble: Migration = {
  async up(db: Anything) {
    await sql`alter table hook add column trouble text`.execute(db);
  },
};

/** When a request has done its part: it is forgotten some time after. */
const landings: Migration = {
  async up(db: Anything) {
    await sql`alter table request add column landed bigint`.execute(db);
    await sql`update request set landed = begun where entry is not null`.execute(db);
  },
};

/** In their order. One that has been published is never changed: the next one mends it. */
export const MIGRATIONS: Readonly<Record<string, Migration>> = {
  "0001-projections": projections,
  "0002-records": records,
  "0003-payloads-of-requests": payloadsOfRequests,
  "0004-ledger": owner,
  "0005-refusals": refusals,
  "0006-hook-trouble": hookTrouble,
  "0007-landings": landings,
  "0008-messages-of-guarantees": guaranteeMessages,
};
