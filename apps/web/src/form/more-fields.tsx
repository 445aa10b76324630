import { useText } from "../i18n/text-context.tsx";
import { defaultForm, type FormState, PREFERENCES } from "../state/form.ts";
import { AvoidFields } from "./avoid-fields.tsx";
import { controlId, type Troubles } from "./faults.ts";
import { CheckField, SelectField, TextField } from "./field.tsx";

export interface MoreFieldsProps {
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
        <AvoidFields form={form} set={set} found={found} />
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

function countChanged(form: FormState): number {
  const base = defaultForm(new Date());
  return MORE.filter((field) => String(form[field]) !== String(base[field])).length;
}
