import type { Option } from "../api/contract.ts";
import type { Text } from "../i18n/text-context.tsx";
import { brief } from "../ui/brief.ts";
import type { Names } from "../ui/names-context.tsx";

const SHOWN = 4;

/** What tells a way from the others: the posts and terminals that it passes. */
export function wayName(option: Option, names: Names, text: Text): string {
  const posts = option.legs
    .filter((leg) => leg.kind === "crossing")
    .map((leg) => brief(names.place(leg.from)));
  const marks = posts.length > 0 ? posts : option.places.slice(1, -1).map((place) => names.place(place));
  const unique = [...new Set(marks)].slice(0, SHOWN);
  return unique.length === 0 ? text.t("options.direct") : unique.join(" · ");
}

/** A label of the planner in words; an unknown one as it is. */
export function labelText(label: string, text: Text): string {
  const key = `label.${label}`;
  return text.has(key) ? text.t(key) : label.replace(/-/g, " ");
}
