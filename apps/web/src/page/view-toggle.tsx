import { useId } from "react";
import { useText } from "../i18n/text-context.tsx";

const VIEWS = [
  ["cards", "options.asCards"],
  ["table", "options.asTable"],
] as const;

/** Cards or table, one of the two; arrow keys move between them, as between any radio buttons. */
export function ViewToggle({
  view,
  onView,
}: {
  view: "cards" | "table";
  onView: (view: "cards" | "table") => void;
}) {
  const { t } = useText();
  const name = useId();
  return (
    <fieldset className="toggle no-print">
      <legend className="sr-only">{t("options.viewAs")}</legend>
      {VIEWS.map(([value, label]) => (
        <label key={value}>
          <input
            type="radio"
            className="sr-only"
            name={name}
            checked={view === value}
            onChange={() => onView(value)}
          />
          <span>{t(label)}</span>
        </label>
      ))}
    </fieldset>
  );
}
