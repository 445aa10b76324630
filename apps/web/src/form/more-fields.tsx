import { useText } from "../i18n/text-context.tsx";
import { COUNTRIES, defaultForm, type FormState, MODES, PREFERENCES } from "../state/form.ts";
import { controlId, type Troubles } from "./faults.ts";
import { CheckField, SelectField, TextField } from "./field.tsx";

interface MoreFieldsProps {
  readonly form: FormState;
  readonly set: (part: Partial<FormState>) => void;
  readonly found: Troubles;
}

const MORE = [
  "valueUsd",
  "reefer",
  "dangerous",
  "drivers",
  "prefer",
  "papers",
  "excludeCountries",
  "excludeCrossings",
  "excludeModes",
  "via",
  "asOf",
  "seed",
  "draws",
] as const;

/** The choices that most shipments leave alone. */
export function MoreFields({ form, set, found }: MoreFieldsProps) {
  const { t } = useText();
  const changed = countChanged(form);
  const troubled = MORE.some((field) => found[field] !== undefined);
  return (
    <details className="more" open={troubled || undefined}>
      <summary>{changed > 0 ? t("form.moreChanged", { n: changed }) : t("form.more")}</summary>
      <div className="form-grid">
        <Choices form={form} set={set} found={found} />
        <Avoid form={form} set={set} found={found} />
        <Method form={form} set={set} found={found} />
      </div>
    </details>
  );
}

function Choices({ form, set, found }: MoreFieldsProps) {
  const { t } = useText();
  return (
    <>
      <SelectField
        id={controlId("prefer")}
        label={t("form.prefer")}
        value={form.prefer}
        onValue={(v) => set({ prefer: v as FormState["prefer"] })}
        options={PREFERENCES.map((p) => [p, t(`form.prefer.${p}`)])}
      />
      <SelectField
        id={controlId("papers")}
        label={t("form.papers")}
        value={form.papers}
        onValue={(v) => set({ papers: v as FormState["papers"] })}
        options={[
          ["held", t("form.papers.held")],
          ["to-get", t("form.papers.to-get")],
        ]}
      />
      <SelectField
        id={controlId("drivers")}
        label={t("form.drivers")}
        value={form.drivers}
        onValue={(v) => set({ drivers: v as FormState["drivers"] })}
        options={[
          ["1", t("form.drivers.1")],
          ["2", t("form.drivers.2")],
        ]}
      />
      <TextField
        id={controlId("valueUsd")}
        label={t("form.value")}
        value={form.valueUsd}
        onValue={(v) => set({ valueUsd: v })}
        inputMode="decimal"
        error={found.valueUsd?.text}
      />
      <fieldset className="field checks">
        <legend>{t("form.cargo")}</legend>
        <CheckField
          id={controlId("reefer")}
          label={t("form.reefer")}
          checked={form.reefer}
          onChecked={(reefer) => set({ reefer })}
        />
        <CheckField
          id={controlId("dangerous")}
          label={t("form.dangerous")}
          checked={form.dangerous}
          onChecked={(dangerous) => set({ dangerous })}
        />
      </fieldset>
    </>
  );
}

function Avoid({ form, set, found }: MoreFieldsProps) {
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

function Method({ form, set, found }: MoreFieldsProps) {
  const { t } = useText();
  return (
    <>
      <TextField
        id={controlId("asOf")}
        type="date"
        label={t("form.asOf")}
        hint={t("form.asOfHint")}
        value={form.asOf}
        onValue={(asOf) => set({ asOf })}
        error={found.asOf?.text}
      />
      <TextField
        id={controlId("draws")}
        className="half"
        label={t("form.draws")}
        value={form.draws}
        onValue={(draws) => set({ draws })}
        inputMode="numeric"
        error={found.draws?.text}
      />
      <TextField
        id={controlId("seed")}
        className="half"
        label={t("form.seed")}
        value={form.seed}
        onValue={(seed) => set({ seed })}
        inputMode="numeric"
        error={found.seed?.text}
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
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        dir="auto"
        key={items.join()}
        defaultValue={items.join(", ")}
        onBlur={(event) => commit(event.target.value)}
        aria-describedby={`${id}-hint${error === undefined ? "" : ` ${id}-error`}`}
        aria-invalid={error === undefined ? undefined : true}
      />
      <p id={`${id}-hint`} className="hint">
        {hint}
      </p>
      {error !== undefined && (
        <p id={`${id}-error`} className="field-error">
          {error}
        </p>
      )}
    </div>
  );
}

function countChanged(form: FormState): number {
  const base = defaultForm(new Date());
  return MORE.filter((field) => String(form[field]) !== String(base[field])).length;
}
