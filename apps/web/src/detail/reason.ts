import type { Message } from "../api/contract.ts";
import type { Text } from "../i18n/text-context.tsx";
import type { Said } from "../i18n/words.ts";
import type { Names } from "../ui/names-context.tsx";

/** Conditions of a paper that name a country. */
const COUNTRY_PARTS = new Set(["entering", "driver", "registration", "from", "to"]);

/**
 * Why a paper is needed, in the page's language. The planner lists the conditions met as "part value" pairs;
 * that the journey is international, and by which mode, goes without saying.
 */
export function reasonSaid(because: Message, text: Text, names: Names): Said {
  const { reasons } = because.params;
  if (because.code !== "paper-needed" || typeof reasons !== "string")
    return { text: because.text, own: false };
  const parts = reasons
    .split(", ")
    .filter((part) => part !== "" && !/^(international|mode) /.test(part))
    .map((part) => partText(part, text, names));
  const said =
    parts.length === 0 ? text.t("reason.always") : text.t("reason.for", { reasons: text.format.list(parts) });
  const todays = because.params.todays !== undefined;
  return { text: todays ? text.t("reason.todays", { text: said }) : said, own: true };
}

function partText(part: string, text: Text, names: Names): string {
  const gap = part.indexOf(" ");
  const [kind, value] = [part.slice(0, gap), part.slice(gap + 1)];
  const key = `reason.${kind}`;
  return text.has(key) ? text.t(key, { value: valueText(kind, value, text, names) }) : part;
}

function valueText(kind: string, value: string, text: Text, names: Names): string {
  if (COUNTRY_PARTS.has(kind)) return text.format.country(value);
  const key = `${kind}.${value}`;
  if (text.has(key)) return text.t(key);
  return kind === "crossing" ? names.crossing(value) : value;
}
