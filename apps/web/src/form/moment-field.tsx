import { useText } from "../i18n/text-context.tsx";
import { DEFAULT_TIME } from "../state/form.ts";
import { controlId } from "./faults.ts";
import { FieldNotes, noteWiring } from "./field.tsx";

interface MomentFieldProps {
  readonly field: "ready" | "deadline";
  readonly value: string;
  readonly onValue: (value: string) => void;
  readonly error?: string | undefined;
  readonly hint?: string | undefined;
}

/**
 * Date and time at a place. The browser's own controls: on an old phone they are the fastest there are, and
 * they follow the reader's calendar settings.
 */
export function MomentField({ field, value, onValue, error, hint }: MomentFieldProps) {
  const { t } = useText();
  const [date = "", time = ""] = value.split("T");
  const set = (day: string, clock: string) =>
    onValue(day === "" ? "" : `${day}T${clock === "" ? DEFAULT_TIME : clock}`);
  const id = controlId(field);
  const wiring = noteWiring({ id, hint, error });
  return (
    <fieldset className="field moment">
      <legend>{t(`form.${field}`)}</legend>
      <div className="moment-row">
        <input
          id={id}
          type="date"
          aria-label={t(`form.${field}Date`)}
          value={date}
          onChange={(event) => set(event.target.value, time)}
          {...wiring}
        />
        <input
          id={`f-${field}-time`}
          type="time"
          aria-label={t(`form.${field}Time`)}
          value={time}
          onChange={(event) => set(date, event.target.value)}
          {...wiring}
        />
      </div>
      <FieldNotes id={id} hint={hint} error={error} />
    </fieldset>
  );
}
