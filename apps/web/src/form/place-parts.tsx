import { useText } from "../i18n/text-context.tsx";
import { useNames } from "../ui/names-context.tsx";

/** What the field of a place is given, with or without a list. */
export interface PlaceInputProps {
  readonly id: string;
  readonly label: string;
  /** What stands in the field. */
  readonly shown: string;
  /** What was typed into it, null once a place is picked. */
  readonly typed: string | null;
  readonly onTyped: (text: string) => void;
  /** A place picked, by id or name. */
  readonly onPlace: (place: string) => void;
  readonly error?: string | undefined;
  /** Names that the server offers in place of one it does not know. */
  readonly suggestions: readonly string[];
  readonly hint?: string | undefined;
}

export function Chevron() {
  return (
    <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
      <path d="M2 4l4 4 4-4" fill="none" stroke="currentColor" strokeWidth="1.6" />
    </svg>
  );
}

export function Suggestions({ names, onPick }: { names: readonly string[]; onPick: (name: string) => void }) {
  const { t } = useText();
  const { place } = useNames();
  if (names.length === 0) return null;
  return (
    <p className="suggestions">
      <span>{t("form.didYouMean")}</span>
      {names.map((name) => (
        <button key={name} type="button" onClick={() => onPick(name)}>
          <bdi>{place(name)}</bdi>
        </button>
      ))}
    </p>
  );
}
