import { type Child, el, type Said } from "./dom.ts";
import type { Speech } from "./speech.ts";
import { code, data } from "./visible.ts";

/** Fields of rights and of governance that hold a moment in milliseconds since 1970. */
const MOMENTS = new Set(["expires", "until"]);

/**
 * What a party wrote, as a list of names and values. `known` says whether the page has words for its kind; names
 * stand as written beside the words, since they are what was signed.
 */
export function fieldList(
  fields: readonly (readonly [name: string, value: unknown])[],
  speech: Speech,
  known: boolean,
): HTMLElement {
  const rows = fields.flatMap(([name, value]) => {
    const key = `field.${name}`;
    const label =
      known && speech.has(key) ? [speech.word(key), " " as Said, code(name)] : nameView(name, speech);
    return [el("dt", {}, label), el("dd", {}, valueView(name, value, speech, known))];
  });
  return el("dl", { class: "fields" }, ...rows);
}

function nameView(name: string, speech: Speech): Child {
  return name === "" ? speech.word("value.empty") : data(name);
}

function valueView(name: string, value: unknown, speech: Speech, known: boolean): Child {
  if (value === null) return speech.word("value.null");
  if (typeof value === "boolean") return speech.word(value ? "value.true" : "value.false");
  if (typeof value === "number") {
    const written = code(String(value));
    return known && MOMENTS.has(name) ? [speech.moment(value), " " as Said, written] : written;
  }
  if (typeof value === "string") return value === "" ? speech.word("value.empty") : data(value);
  if (Array.isArray(value)) return listView(value, speech, known);
  return fieldList(Object.entries(value as object), speech, false);
}

function listView(values: readonly unknown[], speech: Speech, known: boolean): Child {
  if (values.length === 0) return speech.word("value.empty");
  const items = values.map((value) => el("li", {}, valueView("", value, speech, known)));
  return el("ul", { class: "values" }, ...items);
}
