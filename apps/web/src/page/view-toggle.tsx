import { ToggleButton, ToggleButtonGroup } from "react-aria-components";
import { useText } from "../i18n/text-context.tsx";

/** Cards or table, one of the two; arrow keys move between them. */
export function ViewToggle({
  view,
  onView,
}: {
  view: "cards" | "table";
  onView: (view: "cards" | "table") => void;
}) {
  const { t } = useText();
  return (
    <ToggleButtonGroup
      className="toggle no-print"
      aria-label={t("options.viewAs")}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[view]}
      onSelectionChange={(keys) => onView(keys.has("table") ? "table" : "cards")}
    >
      <ToggleButton id="cards">{t("options.asCards")}</ToggleButton>
      <ToggleButton id="table">{t("options.asTable")}</ToggleButton>
    </ToggleButtonGroup>
  );
}
