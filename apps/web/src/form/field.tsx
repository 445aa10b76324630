import type { InputHTMLAttributes, ReactNode, SelectHTMLAttributes } from "react";

interface FieldProps {
  readonly id: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
}

interface Wiring {
  readonly "aria-describedby"?: string;
  readonly "aria-invalid"?: true;
}

interface Wired extends FieldProps {
  readonly className?: string;
  readonly after?: ReactNode;
  readonly children: (wiring: Wiring & { id: string }) => ReactNode;
}

type Notes = Pick<FieldProps, "id" | "hint" | "error">;

/** What a control needs so that readers find the notes that FieldNotes shows. */
export function noteWiring({ id, hint, error }: Notes): Wiring {
  const described = [
    hint === undefined ? null : `${id}-hint`,
    error === undefined ? null : `${id}-error`,
  ].filter((part) => part !== null);
  return {
    ...(described.length > 0 ? { "aria-describedby": described.join(" ") } : {}),
    ...(error === undefined ? {} : { "aria-invalid": true }),
  };
}

/** Hint and error under a control. */
export function FieldNotes({ id, hint, error }: Notes) {
  return (
    <>
      {hint !== undefined && (
        <p id={`${id}-hint`} className="hint">
          {hint}
        </p>
      )}
      {error !== undefined && (
        <p id={`${id}-error`} className="field-error" dir="auto">
          {error}
        </p>
      )}
    </>
  );
}

/** Label, control, hint and error, tied together for readers. */
export function Field({ id, label, hint, error, className, after, children }: Wired) {
  return (
    <div className={`field ${className ?? ""}`}>
      <label htmlFor={id}>{label}</label>
      {children({ id, ...noteWiring({ id, hint, error }) })}
      <FieldNotes id={id} hint={hint} error={error} />
      {after}
    </div>
  );
}

type Input = FieldProps & { value: string; onValue: (value: string) => void; className?: string } & Omit<
    InputHTMLAttributes<HTMLInputElement>,
    "id" | "value" | "onChange"
  >;

export function TextField({ id, label, hint, error, value, onValue, className, ...rest }: Input) {
  return (
    <Field
      id={id}
      label={label}
      hint={hint}
      error={error}
      {...(className === undefined ? {} : { className })}
    >
      {(wiring) => (
        <input
          dir="auto"
          {...rest}
          {...wiring}
          value={value}
          onChange={(event) => onValue(event.target.value)}
        />
      )}
    </Field>
  );
}

type Choice = FieldProps & {
  value: string;
  onValue: (value: string) => void;
  options: readonly (readonly [value: string, label: string])[];
} & Omit<SelectHTMLAttributes<HTMLSelectElement>, "id" | "value" | "onChange">;

export function SelectField({ id, label, hint, error, value, onValue, options, ...rest }: Choice) {
  return (
    <Field id={id} label={label} hint={hint} error={error}>
      {(wiring) => (
        <select {...rest} {...wiring} value={value} onChange={(event) => onValue(event.target.value)}>
          {options.map(([key, text]) => (
            <option key={key} value={key}>
              {text}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

export function CheckField(props: {
  id: string;
  label: string;
  checked: boolean;
  onChecked: (checked: boolean) => void;
}) {
  return (
    <label className="check" htmlFor={props.id}>
      <input
        id={props.id}
        type="checkbox"
        checked={props.checked}
        onChange={(event) => props.onChecked(event.target.checked)}
      />
      <span>{props.label}</span>
    </label>
  );
}
