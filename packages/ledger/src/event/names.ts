import { isInstant } from "@rahdari/units";
import { z } from "zod";
import { fromBase64 } from "../bytes/text.ts";

/** A member of a ledger: an authority by its country code, a neutral cosigner by its abbreviation. */
export const MemberId = z
  .string()
  .regex(/^[A-Z][A-Z0-9-]{1,15}$/, "expected 2 to 16 capital letters, digits or hyphens");

/** An office of an authority, such as "torkham". */
export const Office = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,31}$/, "expected up to 32 small letters, digits or hyphens");

/** Who keeps one chain of events: an authority itself ("PK") or one of its offices ("PK/torkham"). */
export const Author = z
  .string()
  .regex(/^[A-Z][A-Z0-9-]{1,15}(?:\/[a-z0-9][a-z0-9-]{0,31})?$/, "expected MEMBER or MEMBER/office");

/** Name of a ledger: a URL without scheme (C2SP tlog-checkpoint), its last part the epoch. */
export const Origin = z
  .string()
  .max(100)
  .regex(
    /^[a-z0-9][a-z0-9.-]*(?:\/[A-Za-z0-9._-]+)+$/,
    "expected a URL without scheme, such as example.org/qtta/1",
  );

/** What an event says, such as "right.reserve". */
export const Kind = z
  .string()
  .max(60)
  .regex(/^[a-z][a-z0-9-]*(?:\.[a-z][a-z0-9-]*)+$/, "expected small words parted by dots");

/** First eight bytes of the SHA-256 of a public key: names it among the keys of one ledger. */
export const KeyId = z.string().regex(/^[0-9a-f]{16}$/, "expected 16 hexadecimal digits");

/** An instant in UTC to the millisecond, in the one form that `Date.toISOString` writes. */
export const Instant = z.string().refine(isInstant, "expected YYYY-MM-DDTHH:MM:SS.sssZ");

/** Index of an entry, or another count. */
export const Count = z.int().min(0);

/** 32 bytes: a hash or a public key. */
export const Bytes32 = z
  .string()
  .refine((text) => fromBase64(text, 32) !== undefined, "expected Base 64 of 32 bytes");

/** 64 bytes: a signature. */
export const Bytes64 = z
  .string()
  .refine((text) => fromBase64(text, 64) !== undefined, "expected Base 64 of 64 bytes");
