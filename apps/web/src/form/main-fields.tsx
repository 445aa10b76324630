import { useText } from "../i18n/text-context.tsx";
import { COUNTRIES, DEFAULT_TIME, type FormState, UNITS } from "../state/form.ts";
import { useNames } from "../ui/names-context.tsx";
import { controlId, type Troubles } from "./faults.ts";
import { SelectField, TextField } from "./field.tsx";
import { MomentField } from "./moment-field.tsx";
import { PlaceField } from "./place-field.tsx";

interface MainFieldsProps {
  readonly form: FormState;
  readonly set: (part: Partial<FormState>) => void;
  readonly found: Troubles;
}

/** What every shipment needs said: from where to where, when, what, on whose truck. */
export function MainFields({ form, set, found }: MainFieldsProps) {
  return (
    <div className="form-grid">
      <Route form={form} set={set} found={found} />
      <Moments form={form} set={set} found={found} />
      <Cargo form={form} set={set} found={found} />
      <Vehicle form={form} set={set} found={found} />
    </div>
  );
}

function Route({ form, set, found }: MainFieldsProps) {
  const { t } = useText();
  return (
    <div className="route">
      <PlaceField
        id={controlId("from")}
        label={t("form.from")}
        value={form.from}
        onValue={(from) => set({ from })}
        error={found.from?.text}
        suggestions={found.from?.suggestions}
      />
      <div className="route-to">
        <button
          type="button"
          className="swap"
          aria-label={t("form.swap")}
          title={t("form.swap")}
          onClick={() => set({ from: form.to, to: form.from })}
        >
          <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
            <path
              d="M5 2v11M2 10l3 3 3-3M11 14V3M8 6l3-3 3 3"
              fill="none"
              stroke="currentColor"
              strokeWidth="1.5"
            />
          </svg>
        </button>
        <PlaceField
          id={controlId("to")}
          label={t("form.to")}
          hint={t("form.placeHint")}
          value={form.to}
          onValue={(to) => set({ to })}
          error={found.to?.text}
          suggestions={found.to?.suggestions}
        />
      </div>
    </div>
  );
}

function Moments({ form, set, found }: MainFieldsProps) {
  const { t } = useText();
  const { zone } = useNames();
  const unknown = (moment: string, place: string) =>
    moment !== "" && !moment.endsWith(DEFAULT_TIME) && zone(place) === undefined;
  const hint =
    unknown(form.ready, form.from) || unknown(form.deadline, form.to)
      ? t("form.zoneUnknown")
      : t("form.localTime");
  return (
    <>
      <MomentField
        field="ready"
        value={form.ready}
        onValue={(ready) => set({ ready })}
        error={found.ready?.text}
      />
      <MomentField
        field="deadline"
        value={form.deadline}
        onValue={(deadline) => set({ deadline })}
        error={found.deadline?.text}
        hint={hint}
      />
    </>
  );
}

function Cargo({ form, set, found }: MainFieldsProps) {
  const { t } = useText();
  return (
    <>
      <TextField
        id={controlId("tonnes")}
        className="half"
        label={t("form.tonnes")}
        value={form.tonnes}
        onValue={(tonnes) => set({ tonnes })}
        inputMode="decimal"
        error={found.tonnes?.text}
      />
      <TextField
        id={controlId("hs")}
        className="half"
        label={t("form.hs")}
        value={form.hs}
        onValue={(hs) => set({ hs })}
        inputMode="numeric"
        maxLength={6}
        error={found.hs?.text}
        hint={t("form.hsHint")}
      />
    </>
  );
}

function Vehicle({ form, set, found }: MainFieldsProps) {
  const { t, format } = useText();
  const countries = (chosen: string): [string, string][] => {
    const codes =
      chosen === "" || COUNTRIES.some((code) => code === chosen) ? COUNTRIES : [...COUNTRIES, chosen];
    return [
      ["", t("form.anyCountry")],
      ...codes.map((code): [string, string] => [code, format.country(code)]),
    ];
  };
  return (
    <>
      <SelectField
        id={controlId("unit")}
        label={t("form.unit")}
        value={form.unit}
        onValue={(v) => set({ unit: v as FormState["unit"] })}
        options={UNITS.map((unit) => [unit, t(`form.unit.${unit}`)])}
        error={found.unit?.text}
      />
      <div className="pair">
        <SelectField
          id={controlId("registration")}
          label={t("form.registration")}
          value={form.registration}
          onValue={(registration) => set({ registration })}
          options={countries(form.registration)}
          error={found.registration?.text}
        />
        <SelectField
          id={controlId("driver")}
          label={t("form.driver")}
          value={form.driver}
          onValue={(driver) => set({ driver })}
          options={countries(form.driver)}
          error={found.driver?.text}
        />
      </div>
    </>
  );
}
