import { useText } from "../i18n/text-context.tsx";
import { COUNTRIES, MODES } from "../state/form.ts";
import { controlId } from "./faults.ts";
import { CheckField, Field } from "./field.tsx";
import type { MoreFieldsProps } from "./more-fields.tsx";

/** What to keep away from, and what to pass. */
export function AvoidFields({ form, set, found }: MoreFieldsProps) {
  const { t, format } = useText();
  const toggle = <T extends string>(list: readonly T[], item: T, on: boolean) =>
    on ? [...list, item] : list.filter((kept) => kept !== item);
  return (
    <>
      <fieldset className="field checks">
        <legend>{t("form.excludeModes")}</legend>
        {MODES.map((mode) => (
          <CheckField
            key={mode}
            id={`f-mode-${mode}`}
            label={t(`mode.${mode}`)}
            checked={form.excludeModes.includes(mode)}
            onChecked={(on) => set({ excludeModes: toggle(form.excludeModes, mode, on) })}
          />
        ))}
        {found.excludeModes !== undefined && <p className="field-error">{found.excludeModes.text}</p>}
      </fieldset>
      <fieldset className="field checks" id={controlId("excludeCountries")} tabIndex={-1}>
        <legend>{t("form.excludeCountries")}</legend>
        {COUNTRIES.map((code) => (
          <CheckField
            key={code}
            id={`f-country-${code}`}
            label={format.country(code)}
            checked={form.excludeCountries.includes(code)}
            onChecked={(on) => set({ excludeCountries: toggle(form.excludeCountries, code, on) })}
          />
        ))}
        {found.excludeCountries !== undefined && <p className="field-error">{found.excludeCountries.text}</p>}
      </fieldset>
      <ListText
        id={controlId("excludeCrossings")}
        label={t("form.excludeCrossings")}
        hint={t("form.crossingsHint")}
        items={form.excludeCrossings}
        onItems={(excludeCrossings) => set({ excludeCrossings })}
        error={found.excludeCrossings?.text}
      />
      <ListText
        id={controlId("via")}
        label={t("form.via")}
        hint={t("form.viaHint")}
        items={form.via}
        onItems={(via) => set({ via })}
        error={found.via?.text}
      />
    </>
  );
}

function ListText(props: {
  id: string;
  label: string;
  hint: string;
  items: readonly string[];
  onItems: (items: readonly string[]) => void;
  error: string | undefined;
}) {
  const { id, label, hint, items, onItems, error } = props;
  const commit = (text: string) =>
    onItems(
      text
        .split(/[,،]/)
        .map((item) => item.trim())
        .filter((item) => item !== ""),
    );
  return (
    <Field id={id} label={label} hint={hint} error={error}>
      {(wiring) => (
        <input
          {...wiring}
          dir="auto"
          key={items.join()}
          defaultValue={items.join(", ")}
          onBlur={(event) => commit(event.target.value)}
        />
      )}
    </Field>
  );
}
