import { useState } from "react";
import { useNames } from "../ui/names-context.tsx";
import { FieldNotes, noteWiring } from "./field.tsx";
import { Chevron, type PlaceInputProps, Suggestions } from "./place-parts.tsx";
import { useFocusKept, usePlaceCombo } from "./use-place-combo.ts";

interface PlaceFieldProps extends Pick<PlaceInputProps, "id" | "label" | "error" | "hint"> {
  /** Id of a place, or what was typed. */
  readonly value: string;
  readonly onValue: (value: string) => void;
  readonly suggestions?: readonly string[] | undefined;
}

/** A place by any of its names. Its list comes with the first touch of the page; until then it is typed. */
export function PlaceField({ value, onValue, suggestions = [], ...rest }: PlaceFieldProps) {
  const { place } = useNames();
  const [typed, setTyped] = useState<string | null>(null);
  const Combo = usePlaceCombo();
  const before = useFocusKept(rest.id, Combo !== null);
  const onTyped = (text: string) => {
    setTyped(text);
    onValue(text);
  };
  const onPlace = (name: string) => {
    setTyped(null);
    onValue(name);
  };
  const shown = typed !== null && typed === value ? typed : place(value);
  const props = { ...rest, suggestions, shown, typed, onTyped, onPlace };
  return Combo === null ? <PlainPlace {...props} onCaret={before} /> : <Combo {...props} />;
}

interface PlainPlaceProps extends PlaceInputProps {
  readonly onCaret: (input: HTMLInputElement | null) => void;
}

function PlainPlace({
  id,
  label,
  shown,
  onTyped,
  onPlace,
  error,
  suggestions,
  hint,
  onCaret,
}: PlainPlaceProps) {
  return (
    <div className="field place">
      <label htmlFor={id}>{label}</label>
      <div className="combo">
        <input
          id={id}
          dir="auto"
          autoComplete="off"
          spellCheck="false"
          {...noteWiring({ id, hint, error })}
          value={shown}
          onFocus={(event) => {
            event.target.select();
            onCaret(event.target);
          }}
          onSelect={(event) => onCaret(event.currentTarget)}
          onBlur={() => onCaret(null)}
          onChange={(event) => onTyped(event.target.value)}
        />
        <span className="combo-button">
          <Chevron />
        </span>
      </div>
      <FieldNotes id={id} hint={hint} error={error} />
      <Suggestions names={suggestions} onPick={onPlace} />
    </div>
  );
}
